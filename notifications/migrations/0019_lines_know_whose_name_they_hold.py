from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0018_told_that_a_webhook_is_off")]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="actor_number",
            field=models.PositiveBigIntegerField(
                help_text="The member's, where the name is that of a member: two may have the same.", null=True
            ),
        ),
    ]
