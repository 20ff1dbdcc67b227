"""An ImageField with fields for its size, filled by a file that went straight to the bucket."""

import io
import os

from django import forms
from django.db import models
from PIL import Image

from .as_a_browser import discard_all, open_page, request_with, send, storage


def try_images():
    class Photo(models.Model):
        image = models.ImageField(upload_to="photos", width_field="width", height_field="height")
        width = models.IntegerField()
        height = models.IntegerField()

        class Meta:
            app_label = "shelf"

    form_class = forms.modelform_factory(Photo, fields=["image"])
    drawn = io.BytesIO()
    Image.frombytes("RGB", (1500, 1200), os.urandom(1500 * 1200 * 3)).save(drawn, "PNG")
    client = open_page()

    def fill_in(content, name):
        reference = send(client, content, field="image", type="image/png")
        request = request_with(client, reference, "image", name)
        return form_class(request.POST, request.FILES)

    good, bad = fill_in(drawn.getvalue(), "p.png"), fill_in(b"no image" * 700_000, "q.png")
    found = {"good": good.is_valid(), "bad": bad.is_valid()}
    photo = good.save(commit=False)
    photo.image.save(photo.image.name, photo.image.file, save=False)
    is_same = storage.open(photo.image.name).read() == drawn.getvalue()
    discard_all()
    return {**found, "size": [photo.width, photo.height], "is_same": is_same}


result = try_images()
