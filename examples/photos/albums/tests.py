import io

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from PIL import Image

from .models import Album


def draw(name):
    data = io.BytesIO()
    Image.new('RGB', (4, 3), 'teal').save(data, 'PNG')
    return SimpleUploadedFile(name, data.getvalue(), 'image/png')


@override_settings(
    STORAGES={
        'default': {'BACKEND': 'django.core.files.storage.InMemoryStorage'},
        'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'},
    }
)
class AddPhotosTests(TestCase):
    def setUp(self):
        self.album = Album.objects.create(title='Harbour')
        self.client.force_login(get_user_model().objects.create_user('ann'))

    def test_keeps_several_photos_of_one_form(self):
        answer = self.client.post(f'/albums/{self.album.pk}/add/', {'images': [draw('a.png'), draw('b.png')]})
        self.assertRedirects(answer, self.album.get_absolute_url())
        self.assertEqual([(photo.width, photo.height) for photo in self.album.photos.all()], [(4, 3), (4, 3)])

    def test_refuses_what_is_no_image(self):
        file = SimpleUploadedFile('a.png', b'no image')
        answer = self.client.post(f'/albums/{self.album.pk}/add/', {'images': [draw('b.png'), file]})
        self.assertContains(answer, 'Upload a valid image')
        self.assertFalse(self.album.photos.exists())
