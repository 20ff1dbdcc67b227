from django.db import models


class Document(models.Model):
    file = models.FileField(upload_to="documents", max_length=200)
    kind = models.CharField(max_length=100, blank=True)
