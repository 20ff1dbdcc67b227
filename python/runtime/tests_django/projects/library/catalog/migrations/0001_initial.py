# Every version of Django that is tested applies this.

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Legacy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
            ],
            options={
                "db_table": "legacy_texts",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=20)),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("is_lent", models.BooleanField(default=False)),
                ("is_rare", models.BooleanField(null=True)),
                ("printed_on", models.DateField(null=True)),
                ("opens_at", models.TimeField(null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("price", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ("weight", models.FloatField(null=True)),
                ("reading_time", models.DurationField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("cover", models.BinaryField(null=True)),
                ("file", models.FileField(null=True, upload_to="books")),
                ("address", models.GenericIPAddressField(null=True)),
                ("pages", models.IntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("is_hidden", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-name"],
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "place_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="catalog.place",
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(default=0)),
            ],
            bases=("catalog.place",),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.CharField(max_length=40)),
                ("text", models.TextField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Genre",
            fields=[
                ("code", models.CharField(max_length=10, primary_key=True, serialize=False)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="catalog.genre"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share", models.IntegerField(default=100)),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="catalog.author"),
                ),
                ("book", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="catalog.book")),
            ],
            options={
                "unique_together": {("book", "author")},
            },
        ),
        migrations.AddField(
            model_name="book",
            name="authors",
            field=models.ManyToManyField(through="catalog.Contribution", to="catalog.Author"),
        ),
        migrations.AddField(
            model_name="book",
            name="genre",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to="catalog.genre"
            ),
        ),
        migrations.AddField(
            model_name="book",
            name="readers",
            field=models.ManyToManyField(to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name="RareBook",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("catalog.book",),
        ),
        migrations.AddField(
            model_name="book",
            name="shelf",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to="catalog.shelf"
            ),
        ),
    ]
