from django.urls import path

from . import views
from .feeds import LatestPosts

app_name = 'posts'

urlpatterns = [
    path('', views.IndexView.as_view(), name='index'),
    path('posts/<slug:slug>/', views.PostView.as_view(), name='post'),
    path('posts/<slug:slug>/comments/', views.add_comment, name='add-comment'),
    path('tags/<slug:slug>/', views.TagView.as_view(), name='tag'),
    path('write/', views.WriteView.as_view(), name='write'),
    path('feed/', LatestPosts(), name='feed'),
    path('export/posts.csv', views.export_csv, name='export-csv'),
    path('export/book.txt', views.export_book, name='export-book'),
]
