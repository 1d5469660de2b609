"""Addresses of the whole site."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config import health_page, metrics, refused, style, theme, views

admin.site.login = secure_admin_login(admin.site.login)  # one way in, which asks for the second factor

urlpatterns = [
    path("healthz/", views.healthz, name="healthz"),
    path("readyz/", views.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("site-health/", health_page.site_health, name="site-health"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("csp/", refused.take_report, name="csp-report"),
    path("offline/", views.offline, name="offline"),
    path("theme/", theme.choose, name="theme-choose"),
    path("style/", style.style, name="style"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/second-factor/", include("members.factor_urls")),
    path("admin/", admin.site.urls),
    path("", include("api.urls")),
    path("", include("members.urls")),
    path("", include("forum.urls")),
    path("", include("forum.case_urls")),
    path("", include("forum.search.urls")),
    path("", include("deflection.urls")),
    path("", include("reports.urls")),
    path("", include("moderation.urls")),
    path("", include("moderation.audit_urls")),
    path("", include("moderation.version_urls")),
    path("", include("moderation.board_urls")),
    path("", include("moderation.measure_urls")),
    path("", include("moderation.notice_urls")),
    path("", include("notifications.urls")),
    path("", include("notices.urls")),
    path("", include("privacy.urls")),
    path("", include("webhooks.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler429 = views.too_often  # asked for by allauth
handler500 = views.server_error
