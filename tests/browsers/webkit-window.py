"""A WebKitGTK window with a profile on disk that WebKitWebDriver may drive: its own MiniBrowser keeps nothing when it is driven.

The folder of the profile is in GRANTBOOK_PROFILE, that of downloads in GRANTBOOK_DOWNLOADS.
"""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2

profile = os.environ["GRANTBOOK_PROFILE"]
data = WebKit2.WebsiteDataManager(base_data_directory=profile, base_cache_directory=f"{profile}/cache")
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)


def window(*_):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.get_settings().set_allow_file_access_from_file_urls(False)
    frame = Gtk.Window(default_width=1280, default_height=900)
    frame.add(view)
    frame.show_all()
    view.connect("close", lambda *_: frame.destroy())
    return view


def begun(_, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("Grantbook")
    info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(info)
    session.connect("create-web-view", window)


def downloaded(_, download):
    def named(download, suggested):
        download.set_destination(f"file://{os.environ['GRANTBOOK_DOWNLOADS']}/{suggested}")
        return True

    download.connect("decide-destination", named)


context.connect("automation-started", begun)
context.connect("download-started", downloaded)
Gtk.main()
