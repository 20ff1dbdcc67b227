import uuid

from django.contrib.auth.models import User
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Visible(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(is_hidden=False)


class Place(models.Model):
    """Has children by inheritance, and a manager that leaves rows out."""

    name = models.CharField(max_length=40)
    is_hidden = models.BooleanField(default=False)
    objects = Visible()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-name"]


class Shelf(Place):
    capacity = models.PositiveSmallIntegerField(default=0)


class Genre(models.Model):
    """A text as primary key, and a reference to itself."""

    code = models.CharField(max_length=10, primary_key=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE)


class Author(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=20)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL)


class Book(models.Model):
    title = models.CharField(max_length=60)
    genre = models.ForeignKey(Genre, null=True, on_delete=models.SET_NULL)
    shelf = models.ForeignKey(Shelf, null=True, on_delete=models.SET_NULL)
    authors = models.ManyToManyField(Author, through="Contribution")
    readers = models.ManyToManyField(User)
    is_lent = models.BooleanField(default=False)
    is_rare = models.BooleanField(null=True)
    printed_on = models.DateField(null=True)
    opens_at = models.TimeField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    weight = models.FloatField(null=True)
    reading_time = models.DurationField(null=True)
    facts = models.JSONField(default=dict)
    cover = models.BinaryField(null=True)
    file = models.FileField(upload_to="books", null=True)
    address = models.GenericIPAddressField(null=True)
    pages = models.IntegerField(null=True)

    def save(self, *args, **kwargs):
        raise RuntimeError("rows are not saved when they are brought along")


class Contribution(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    share = models.IntegerField(default=100)

    class Meta:
        unique_together = [("book", "author")]


class Note(models.Model):
    """Points to a row of any model."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=40)
    subject = GenericForeignKey()
    text = models.TextField()


class RareBook(Book):
    class Meta:
        proxy = True


class Legacy(models.Model):
    """A table that somebody else made."""

    text = models.TextField()

    class Meta:
        managed = False
        db_table = "legacy_texts"
