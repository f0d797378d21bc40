AUTHOR = SITENAME = "Mira Talis"
SITEURL = "https://example.org"
RELATIVE_URLS = True
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["projects"]
USE_FOLDER_AS_CATEGORY = False
THEME = "theme"
PLUGINS = ["pybtex"]
PYBTEX_SOURCES = ["publications.bib"]
PYBTEX_ADD_ENTRY_FIELDS = ["abstract", "selected"]
PUBLICATIONS_SAVE_AS = "publications/index.html"
PUBLICATIONS_URL = "publications/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
ARTICLE_URL = "posts/{slug}/"
PAGE_SAVE_AS = "projects/{slug}/index.html"
PAGE_URL = "projects/{slug}/"
DIRECT_TEMPLATES = ["index", "posts", "projects", "404", "sitemap"]
POSTS_SAVE_AS = "posts/index.html"
PROJECTS_SAVE_AS = "projects/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.codehilite": {"css_class": "highlight"},
    },
    "output_format": "html5",
}
