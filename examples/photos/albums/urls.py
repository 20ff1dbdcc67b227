from django.urls import path

from . import views

urlpatterns = [
    path('', views.index, name='index'),
    path('albums/<int:pk>/', views.album, name='album'),
    path('albums/<int:pk>/add/', views.add_photos, name='add-photos'),
]
