"""Models are all that Django has, with those it makes itself."""

from __future__ import annotations

from inspected_project import ADMIN, DJANGOS_MODELS, Project

MODELS = """
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

class Tag(models.Model):
    word = models.SlugField(primary_key=True)
class Author(models.Model):
    user = models.OneToOneField("auth.User", on_delete=models.CASCADE)
    friends = models.ManyToManyField("self")
class Post(models.Model):
    author = models.ForeignKey(Author, null=True, on_delete=models.SET_NULL, db_column="who")
    tags = models.ManyToManyField(Tag, through="Label")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    about = GenericForeignKey()
class Label(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE)
class Draft(Post):
    class Meta:
        proxy = True
class Legacy(models.Model):
    class Meta:
        managed = False
        db_table = "old"
"""


def test_models_fields_and_relations_equal_djangos(project: Project) -> None:
    project.settings(ADMIN)
    project.app("blog", models=MODELS)
    facts = project.inspect().facts
    found = [
        [model["label"], model["table"], [field["name"] for field in model["fields"]]]
        for model in facts["models"]
    ]
    assert found == project.ask_django(DJANGOS_MODELS)
    models = {model["label"]: model for model in facts["models"]}
    assert models["blog.Author_friends"]["isAutoCreated"] is True
    assert models["blog.Draft"]["isProxy"] is True
    assert (models["blog.Legacy"]["isManaged"], models["blog.Legacy"]["table"]) == (False, "old")
    fields = {field["name"]: field for field in models["blog.Post"]["fields"]}
    assert fields["author"] == {
        "name": "author",
        "type": "ForeignKey",
        "column": "who",
        "isNullable": True,
        "isPrimaryKey": False,
        "isUnique": False,
        "relatedModel": "blog.Author",
        "relation": "many-to-one",
        "through": None,
    }
    assert (fields["tags"]["relation"], fields["tags"]["through"]) == ("many-to-many", "blog.Label")
    assert (fields["about"]["relation"], fields["about"]["relatedModel"]) == ("many-to-one", None)
    users = {field["name"]: field for field in models["blog.Author"]["fields"]}
    assert (users["user"]["relation"], users["user"]["relatedModel"]) == ("one-to-one", "auth.User")


def test_changed_models_and_conflicting_migrations_are_told_apart(project: Project) -> None:
    project.app(
        "blog",
        models="from django.db import models\nclass Post(models.Model):\n    text = models.TextField()\n",
    )
    first = """
        from django.db import migrations, models
        class Migration(migrations.Migration):
            dependencies = [{0}]
            operations = [{1}]
        """
    make = 'migrations.CreateModel("Post", [("id", models.BigAutoField(primary_key=True))])'
    project.write("blog/migrations/__init__.py", "")
    project.write("blog/migrations/0001_initial.py", first.format("", make))
    migrations = project.inspect().facts["migrations"]
    assert migrations == {
        "unapplied": [{"app": "blog", "name": "0001_initial"}],
        "missing": ["blog"],
        "conflicts": [],
        "cacheTables": [],
    }
    project.write("blog/migrations/0002_a.py", first.format('("blog", "0001_initial")', ""))
    project.write("blog/migrations/0002_b.py", first.format('("blog", "0001_initial")', ""))
    assert project.inspect().facts["migrations"]["conflicts"] == ["blog"]


def test_a_database_that_may_be_asked_says_what_it_has(project: Project) -> None:
    project.settings(ADMIN + f'\nDATABASES["default"]["NAME"] = r"{project.root / "data.db"}"\n')
    project.ask_django(
        "from django.core.management import call_command\ncall_command('migrate', 'auth')\nanswer = 1"
    )
    unapplied = project.inspect(MONOLIFT_DATABASE="live").facts["migrations"]["unapplied"]
    assert {migration["app"] for migration in unapplied} == {"admin", "sessions"}


def test_a_database_that_does_not_answer_is_a_warning_and_no_failure(project: Project) -> None:
    project.settings(
        ADMIN
        + 'DATABASES["default"] = {"ENGINE": "django.db.backends.postgresql", "NAME": "x",'
        + ' "HOST": "127.0.0.1", "PORT": 1, "PASSWORD": "tell-nobody-7"}\n'
    )
    answer = project.inspect(MONOLIFT_DATABASE="live")
    assert len(answer.facts["migrations"]["unapplied"]) > 15
    assert [warning["code"] for warning in answer.facts["warnings"]] == ["DATABASE_NOT_ASKED"]
    assert "tell-nobody-7" not in answer.raw


def test_a_database_cache_whose_table_is_not_there_is_named(project: Project) -> None:
    project.settings(
        """
        CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pages"},
            "other": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        }
        """
    )
    assert project.inspect().facts["migrations"]["cacheTables"] == ["pages"]
