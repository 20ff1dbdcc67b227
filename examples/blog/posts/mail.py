from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _


def announce_comment(comment, url):
    """Tells the author of a post, or the blog itself, that somebody wrote a comment."""
    author = comment.post.author
    recipient = author.email if author and author.email else settings.DEFAULT_FROM_EMAIL
    send_mail(
        subject=_('%(name)s wrote about “%(title)s”') % {'name': comment.name, 'title': comment.post.title},
        message=f'{comment.text}\n\n{url}\n',
        from_email=None,
        recipient_list=[recipient],
    )
