from django.db import models


class Headline(models.Model):
    text = models.CharField(max_length=50)
