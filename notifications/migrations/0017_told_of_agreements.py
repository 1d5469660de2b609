"""What members are told about agreements, and about lines that they reported."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0016_told_about_an_account"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notification",
            name="about",
            field=models.CharField(
                choices=[
                    ("reply", "replied in"),
                    ("opened", "opened a topic where you watch:"),
                    ("endorsed", "endorsed your answer in"),
                    ("disagreed", "disagrees with your answer, and says why, in"),
                    ("called_unsafe", "calls your answer unsafe, and says why; you can edit it or reply, in"),
                    ("decided", "decided about your post in"),
                    ("flag_decided", "looked at the post that you reported in"),
                    ("released", "published your post in"),
                    (
                        "appeal_won",
                        "found that your text was not live, is sorry that it was stopped, and published it in",
                    ),
                    ("appeal_lost", "read the text that was stopped, and does not publish it in"),
                    ("invited", "asks whether this is over:"),
                    ("check_in", "asks how you are:"),
                    ("helped", "says that your answer helped, in"),
                    ("superseded", "says that a later answer replaces yours, in"),
                    ("retracted", "says that the source of your answer was retracted, in"),
                    ("same_day", "asks for an answer today in"),
                    ("claim_granted", "granted your claim:"),
                    ("claim_refused", "did not grant your claim:"),
                    ("claim_asked", "ask you something about your claim:"),
                    ("lapses_soon", "remind you that this runs out soon:"),
                    ("standing_ended", "note that this counts no more:"),
                    ("nominated", "tell you that a colleague nominated you as an expert:"),
                    ("returned", "asks you to change your post, which keeps its place, in"),
                    ("report_asked", "asks you something about the post that you reported in"),
                    ("report_answered", "answered what you asked about their report in"),
                    ("marked_live", "hid your post, because a colleague says that it may be happening now, in"),
                    ("live_power", "note that your reports no longer hide a post at once:"),
                    ("measure", "took a measure, and says why:"),
                    ("measure_lifted", "lifted a measure:"),
                    ("appeal_decided", "answered your appeal:"),
                    ("mentioned", "mentioned you in a note about"),
                    ("paged", "ask you to answer for something that waits:"),
                    ("moved", "moved your words to"),
                    ("bookmark", "wanted to be reminded today of"),
                    ("search", "note that there is something new in your saved search:"),
                    ("mail_stopped", "note that mail to you came back, so that none is sent any more:"),
                    ("export_ready", "made the file that you asked for:"),
                    ("export_failed", "could not make the file that you asked for:"),
                    ("update_due", "asks how it went on:"),
                    ("updated", "tells how it went on, in"),
                    ("comment_asked", "asks for your commentary on the case study"),
                    ("commented", "wrote an expert commentary on the case study"),
                    ("comment_declined", "cannot comment on your case study"),
                    ("agreement_asked", "asks whether they may tell a case of yours:"),
                    ("agreement_given", "agrees that you tell the case study"),
                    ("agreement_declined", "does not agree that you tell the case study"),
                    ("lines_decided", "looked at the lines that you reported on the page of"),
                    ("named", "mentioned you in"),
                    ("account", "notes about your account:"),
                ],
                max_length=20,
            ),
        ),
    ]
