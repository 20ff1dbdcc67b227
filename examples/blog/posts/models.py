from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Tag(models.Model):
    name = models.CharField(_('name'), max_length=50, unique=True)
    slug = models.SlugField(_('slug'), unique=True)

    class Meta:
        ordering = ['name']
        verbose_name = _('tag')
        verbose_name_plural = _('tags')

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse('posts:tag', args=[self.slug])


class PostQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__lte=timezone.now())

    def with_comment_count(self):
        # Counting groups the rows, and Django leaves a model's own order out of a grouped query.
        visible = models.Count('comments', filter=models.Q(comments__is_visible=True))
        return self.annotate(comment_count=visible).order_by(*self.model._meta.ordering)


class Post(models.Model):
    title = models.CharField(_('title'), max_length=120)
    slug = models.SlugField(_('slug'), max_length=120, unique=True)
    summary = models.CharField(_('summary'), max_length=200)
    body = models.TextField(_('text'), help_text=_('**bold**, *italic*, `code`, [links](https://…), lists, quotes.'))
    language = models.CharField(_('language'), max_length=5, choices=settings.LANGUAGES, default='en')
    photo = models.ImageField(_('photo'), upload_to='photos/%Y/%m/', blank=True)
    photo_text = models.CharField(_('what the photo shows'), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name='posts',
        verbose_name=_('author'),
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name='posts', verbose_name=_('tags'))
    published_at = models.DateTimeField(_('published at'), default=timezone.now, db_index=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ['-published_at', '-pk']
        verbose_name = _('post')
        verbose_name_plural = _('posts')

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse('posts:post', args=[self.slug])

    @property
    def minutes_to_read(self):
        # About 230 words a minute; Japanese and Korean run to about 500 characters a minute.
        if self.language == 'en':
            return max(1, round(len(self.body.split()) / 230))
        return max(1, round(len(self.body) / 500))


class Comment(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name='comments', verbose_name=_('post'))
    name = models.CharField(_('name'), max_length=60)
    text = models.TextField(_('comment'), max_length=2000)
    created_at = models.DateTimeField(_('written at'), auto_now_add=True)
    is_visible = models.BooleanField(_('visible'), default=True)

    class Meta:
        ordering = ['created_at', 'pk']
        verbose_name = _('comment')
        verbose_name_plural = _('comments')

    def __str__(self):
        return f'{self.name}: {self.text[:40]}'
