import csv
import io
import shutil
import tempfile
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.utils import timezone
from PIL import Image

from .markup import render
from .models import Comment, Post


class MarkupTests(SimpleTestCase):
    def test_html_of_the_writer_is_text(self):
        self.assertEqual(render('<script>alert(1)</script>'), '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')

    def test_code_keeps_its_stars(self):
        self.assertEqual(render('`a * b * c`'), '<p><code>a * b * c</code></p>')

    def test_a_link_must_be_http_or_a_path(self):
        self.assertIn('<a href="https://example.com">x</a>', render('[x](https://example.com)'))
        self.assertNotIn('<a', render('[x](javascript:alert(1))'))

    def test_blocks(self):
        text = '# Title\n\n- one\n- **two**\n\n> said\n\n```\na\n\nb\n```'
        self.assertEqual(
            render(text),
            '<h2>Title</h2>\n<ul><li>one</li><li><strong>two</strong></li></ul>\n'
            '<blockquote><p>said</p></blockquote>\n<pre><code>a\n\nb</code></pre>',
        )


class ReadingTests(TestCase):
    def test_the_first_page_shows_the_newest_posts_and_links_to_the_older_ones(self):
        response = self.client.get('/')
        self.assertContains(response, 'The ferry leaves at six')
        self.assertContains(response, '?page=2')
        self.assertContains(self.client.get('/?page=2'), 'Why a blog, and why so small')

    def test_a_post_of_tomorrow_is_not_there_yet(self):
        Post.objects.create(
            title='Tomorrow',
            slug='tomorrow',
            summary='-',
            body='-',
            published_at=timezone.now() + timedelta(days=1),
        )
        self.assertNotContains(self.client.get('/'), 'Tomorrow')
        self.assertEqual(self.client.get('/posts/tomorrow/').status_code, 404)

    def test_search_and_tags(self):
        self.assertContains(self.client.get('/?q=lemon'), 'Soup for the day after the storm')
        self.assertNotContains(self.client.get('/tags/sea/'), 'Soup for the day after the storm')

    def test_the_page_speaks_the_language_of_the_reader(self):
        self.assertContains(self.client.get('/', headers={'accept-language': 'ja'}), '検索')
        self.assertContains(self.client.get('/', headers={'accept-language': 'ko'}), '검색')
        self.client.post('/i18n/setlang/', {'language': 'ko'})
        self.assertContains(self.client.get('/', headers={'accept-language': 'ja'}), '검색')

    def test_feed(self):
        response = self.client.get('/feed/')
        self.assertEqual(response['Content-Type'], 'application/rss+xml; charset=utf-8')
        self.assertContains(response, '朝の港でパンを買う')


class CommentTests(TestCase):
    address = '/posts/eleven-houses/comments/'

    def test_a_comment_appears_and_is_announced_by_mail(self):
        response = self.client.post(self.address, {'name': 'Mina', 'text': 'Number <12> was mine.'}, follow=True)
        self.assertContains(response, 'Number &lt;12&gt; was mine.')
        self.assertIn('Eleven houses', mail.outbox[0].subject)
        self.assertIn('/posts/eleven-houses/#comment-', mail.outbox[0].body)

    def test_an_empty_comment_is_sent_back(self):
        self.assertContains(self.client.post(self.address, {'name': 'Mina'}), 'Mina', status_code=400)

    def test_programs_fall_into_the_trap(self):
        before = Comment.objects.count()
        self.client.post(self.address, {'name': 'x', 'text': 'x', 'website': 'x'})
        self.assertEqual(Comment.objects.count(), before)

    def test_a_form_from_elsewhere_is_refused(self):
        visitor = Client(enforce_csrf_checks=True)
        self.assertEqual(visitor.post(self.address, {'name': 'x', 'text': 'x'}).status_code, 403)


class WritingTests(TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def test_only_staff_may_write(self):
        self.assertRedirects(self.client.get('/write/'), '/admin/login/?next=/write/')

    def test_a_photo_is_kept_and_shown(self):
        self.client.force_login(get_user_model().objects.create_superuser('ann', 'ann@example.com', 'x'))
        picture = io.BytesIO()
        Image.new('RGB', (8, 8), 'teal').save(picture, 'PNG')
        form = {
            'title': 'Teal',
            'summary': 'A colour.',
            'body': 'It is *teal*.',
            'language': 'en',
            'photo_text': 'Only teal',
            'photo': SimpleUploadedFile('teal.png', picture.getvalue(), 'image/png'),
        }
        with override_settings(MEDIA_ROOT=self.folder):
            response = self.client.post('/write/', form, follow=True)
            self.assertContains(response, 'alt="Only teal"')
            self.assertEqual(Post.objects.get(slug='teal').photo.read(), picture.getvalue())


class ExportTests(TestCase):
    def test_the_table_has_a_row_for_each_post(self):
        text = self.client.get('/export/posts.csv').content.decode('utf-8-sig')
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual(len(rows), 8)
        self.assertEqual(rows[0]['title'], 'The ferry leaves at six')

    def test_the_book_is_sent_piece_by_piece(self):
        response = self.client.get('/export/book.txt')
        self.assertTrue(response.streaming)
        self.assertIn('Why a blog', b''.join(response.streaming_content).decode())
