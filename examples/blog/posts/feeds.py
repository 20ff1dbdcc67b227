from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from .markup import render
from .models import Post


class LatestPosts(Feed):
    title = 'Harbour Notes'
    link = reverse_lazy('posts:index')
    description = _('Small notes from a small harbour.')

    def items(self):
        return Post.objects.published().prefetch_related('tags')[:20]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return render(item.body)

    def item_pubdate(self, item):
        return item.published_at

    def item_categories(self, item):
        return [tag.name for tag in item.tags.all()]
