import csv

from django.contrib import messages
from django.contrib.admin.views.decorators import staff_member_required
from django.db.models import Count, Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, ListView

from .forms import CommentForm, PostForm
from .mail import announce_comment
from .models import Post, Tag


class IndexView(ListView):
    template_name = 'posts/index.html'
    context_object_name = 'posts'
    paginate_by = 7

    def get_queryset(self):
        posts = Post.objects.published().prefetch_related('tags').with_comment_count()
        if query := self.request.GET.get('q', '').strip():
            posts = posts.filter(Q(title__icontains=query) | Q(body__icontains=query))
        return posts

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context['query'] = self.request.GET.get('q', '').strip()
        context['tags'] = Tag.objects.annotate(post_count=Count('posts')).filter(post_count__gt=0).order_by('name')
        # The newest post opens the first page, large.
        context['is_front'] = context['page_obj'].number == 1 and not context['query']
        return context


class TagView(IndexView):
    def get_queryset(self):
        self.tag = get_object_or_404(Tag, slug=self.kwargs['slug'])
        return super().get_queryset().filter(tags=self.tag)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {'tag': self.tag, 'is_front': False}


class PostView(DetailView):
    template_name = 'posts/post.html'
    context_object_name = 'post'

    def get_queryset(self):
        return Post.objects.published().select_related('author').prefetch_related('tags')

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            'form': kwargs.get('form') or CommentForm(),
            'comments': self.object.comments.filter(is_visible=True),
            'newer': Post.objects.published().filter(published_at__gt=self.object.published_at).last(),
            'older': Post.objects.published().filter(published_at__lt=self.object.published_at).first(),
        }


@require_POST
def add_comment(request, slug):
    post = get_object_or_404(Post.objects.published(), slug=slug)
    form = CommentForm(request.POST)
    if not form.is_valid():
        context = {'post': post, 'form': form, 'comments': post.comments.filter(is_visible=True)}
        return render(request, 'posts/post.html', context, status=400)
    form.instance.post = post
    comment = form.save()
    announce_comment(comment, request.build_absolute_uri(f'{post.get_absolute_url()}#comment-{comment.pk}'))
    messages.success(request, _('Thank you, your comment is here.'))
    return redirect(f'{post.get_absolute_url()}#comment-{comment.pk}')


@method_decorator(staff_member_required, name='dispatch')
class WriteView(CreateView):
    template_name = 'posts/write.html'
    form_class = PostForm

    def form_valid(self, form):
        form.instance.author = self.request.user
        messages.success(self.request, _('Published.'))
        return super().form_valid(form)


def export_csv(request):
    """All posts as a table, for a spreadsheet."""
    response = HttpResponse(content_type='text/csv; charset=utf-8')
    response['Content-Disposition'] = 'attachment; filename="posts.csv"'
    # Without the mark, Excel reads Japanese and Korean as Latin.
    response.write('\ufeff')
    table = csv.writer(response)
    table.writerow(['published', 'language', 'title', 'summary', 'tags', 'comments'])
    for post in Post.objects.published().prefetch_related('tags').with_comment_count():
        tags = ', '.join(tag.name for tag in post.tags.all())
        table.writerow(
            [post.published_at.date(), post.language, post.title, post.summary, tags, post.comment_count],
        )
    return response


def export_book(request):
    """The whole blog as one text, oldest first, sent while it is read from the database."""

    def chapters():
        yield 'HARBOUR NOTES\n'
        for post in Post.objects.published().order_by('published_at').iterator(chunk_size=50):
            yield f'\n\n{post.title}\n{"=" * len(post.title)}\n{post.published_at:%Y-%m-%d}\n\n{post.body}\n'

    return StreamingHttpResponse(chapters(), content_type='text/plain; charset=utf-8')
