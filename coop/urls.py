"""Joins the public pages and the admin."""

from django.contrib import admin
from django.urls import include, path

from agreements.admin.chosen_language import choose_language

urlpatterns = [
    path("admin/language/", choose_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("", include("agreements.urls")),
]

handler500 = "coop.errors.server_error"
