"""Joins the public pages and the admin."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("admin/language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("", include("agreements.urls")),
]

handler500 = "coop.errors.server_error"
