"""Addresses of the helplines, the vault and what was stopped."""

from django.urls import path

from deflection import views
from deflection.duty import views as duty
from deflection.words import views as words

urlpatterns = [
    path("helpline/", views.helpline, name="helpline"),
    path("patients/", views.patients, name="patients"),
    path("settings/country/", views.settings_edit, name="settings-edit"),
    path("deflections/<int:deflection_id>/", views.deflection_show, name="deflection-show"),
    path("deflections/<int:deflection_id>/standing/", views.deflection_standing, name="deflection-standing"),
    path("vault/", views.vault_list, name="vault-list"),
    path("vault/<int:deflection_id>/", views.vault_show, name="vault-show"),
    path("deflections/<int:deflection_id>/called/", views.deflection_called, name="deflection-called"),
    path("deflections/<int:deflection_id>/after/", views.deflection_after, name="deflection-after"),
    path("deflections/<int:deflection_id>/check-ins/", views.deflection_check_ins, name="deflection-check-ins"),
    path("vault/<int:deflection_id>/reminders/", views.vault_reminders, name="vault-reminders"),
    path("vault/<int:deflection_id>/discard/", views.vault_discard, name="vault-discard"),
    path("moderation/rota/", duty.rota_show, name="rota-show"),
    *[
        path(f"moderation/rota/<int:shift_id>/{deed}/", duty.shift_change, {"deed": deed}, name=f"shift-{deed}")
        for deed in duty.DEEDS
    ],
    path("moderation/words/", words.rule_list, name="word-rules"),
    path("moderation/words/new/", words.rule_show, name="word-rule-new"),
    path("moderation/words/import/", words.rules_taken_in, name="word-rules-import"),
    path("moderation/words/rules.csv", words.rules_out, {"form": "csv"}, name="word-rules-csv"),
    path("moderation/words/rules.toml", words.rules_out, {"form": "toml"}, name="word-rules-toml"),
    path("moderation/words/<int:rule_id>/", words.rule_show, name="word-rule"),
    path("moderation/words/<int:rule_id>/on/", words.rule_switch, {"on": True}, name="word-rule-on"),
    path("moderation/words/<int:rule_id>/off/", words.rule_switch, {"on": False}, name="word-rule-off"),
    path("moderation/alerts/", duty.alert_list, name="alert-list"),
    path("moderation/alerts/mine/", duty.alert_mine, name="alert-mine"),
    path("moderation/alerts/<int:alert_id>/", duty.alert_show, name="alert-show"),
    path("moderation/alerts/<int:alert_id>/acknowledge/", duty.alert_acknowledge, name="alert-acknowledge"),
]
