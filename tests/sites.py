"""The class of each type of site."""

from index.reading.sites.hexo import Hexo
from index.reading.sites.hugo import Hugo
from index.reading.sites.jekyll import Jekyll
from index.reading.sites.qiita import Qiita
from index.reading.sites.site import Site
from index.reading.sites.zenn import Zenn

SITES: dict[str, type[Site]] = {each.type: each for each in (Jekyll, Hugo, Zenn, Qiita, Hexo, Site)}
