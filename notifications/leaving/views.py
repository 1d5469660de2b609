"""What comes back from a mail: a line that is opened, mail that is stopped or came back; and devices that are told."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import members_only
from notifications import push, stopping
from notifications.leaving import bounces
from notifications.leaving.actions.devices import TooMany, add_device, remove_device
from notifications.leaving.actions.mailboxes import note_bounce, stop_mail, try_mail_again
from notifications.leaving.forms import DeviceForm
from notifications.models import Device, Mailbox


@require_GET
@login_required
@never_cache
def line_open(request: HttpRequest, notification_id: int) -> HttpResponse:
    """From a mail to what it tells of; where that is gone by now, to everything else."""
    line = request.user.notifications.filter(pk=notification_id).first()
    if line is None:
        messages.info(request, _("What that mail told you of is not there any more."))
        return redirect("notification-list")
    return redirect(line.url)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Without signing in: a button for people, one POST for mail programs. Looking alone changes nothing."""
    stop = stopping.read(token)
    if stop is None:
        raise Http404
    if "all" in request.POST:
        stop = stopping.Stop(stop.member_id, stopping.CHOOSABLE)
    is_done = request.method == "POST" and stop_mail(stop=stop)
    return render(request, "notifications/stop.html", {"stop": stop, "is_done": is_done})


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def mailbox_show(request: HttpRequest) -> HttpResponse:
    """Whether mail reaches them; where it came back, why, and a way to put it right."""
    if request.method == "POST":
        if try_mail_again(member=request.user):
            messages.success(request, _("Thank you. Mail is sent to you again from now on."))
        return redirect("mailbox-show")
    mailbox = Mailbox.objects.filter(member=request.user).exclude(stopped_at=None).first()
    return render(request, "notifications/mailbox.html", {"mailbox": mailbox})


@csrf_exempt
@require_POST
def mail_bounced(request: HttpRequest) -> HttpResponse:
    """For the mail server or a small script beside it. It says nothing about who is a member."""
    if not settings.BOUNCE_SECRET:
        raise Http404
    if request.content_type != "application/json":
        return HttpResponse(f"{bounces.FORMAT}\n", status=415, content_type="text/plain; charset=utf-8")
    if not bounces.is_signed(request.headers, request.body, timezone.now()):
        return HttpResponse("The signature does not fit.\n", status=403, content_type="text/plain")
    reports = bounces.read(request.body)
    if reports is None:
        return HttpResponse(f"{bounces.FORMAT}\n", status=400, content_type="text/plain; charset=utf-8")
    for member, report in bounces.members_of(reports):
        note_bounce(member=member, came=report.came, at=report.at)
    return HttpResponse(status=204)


@require_GET
@members_only
@never_cache
def device_list(request: HttpRequest) -> HttpResponse:
    return devices_page(request)


def devices_page(request: HttpRequest, form: DeviceForm | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"devices": request.user.devices.all(), "most": Device.MOST, "form": form}
    if push.is_set_up():
        context["key"] = push.public_key()
    return render(request, "notifications/devices.html", context, status=status)


@require_POST
@members_only
def device_add(request: HttpRequest) -> HttpResponse:
    """What the browser's own button brings; its refusal is a sentence on the same page."""
    form = DeviceForm(request.POST, agent=request.headers.get("User-Agent", ""))
    if not push.is_set_up() or not form.is_valid():
        return devices_page(request, form, status=422)
    try:
        add_device(member=request.user, now=timezone.now(), **form.cleaned_data)
    except TooMany as sentence:
        form.add_error(None, str(sentence))
        return devices_page(request, form, status=409)
    messages.success(request, _("This device is told from now on."))
    return redirect("device-list")


@require_POST
@members_only
def device_remove(request: HttpRequest, device_id: int) -> HttpResponse:
    if remove_device(member=request.user, device_id=device_id):
        messages.success(request, _("Removed. It is not told any more."))
    return redirect("device-list")
