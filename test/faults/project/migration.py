from django.db import migrations


def wait(apps, schema_editor):
    from posts.faults import meet

    meet('migrating')


class Migration(migrations.Migration):
    dependencies = [('posts', '@BEFORE@')]
    operations = [
        migrations.RunSQL('CREATE TABLE fault_@NUMBER@ (id integer)', 'DROP TABLE fault_@NUMBER@'),
        migrations.RunPython(wait, migrations.RunPython.noop),
    ]
