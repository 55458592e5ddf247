"""Characters a second that Janome itself tokenizes here, on one core, each character once: what a build is compared to.

one_pass.py POSTS [CHARACTERS]
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from janome.tokenizer import Tokenizer

from corpus import read_posts


def main() -> None:
    path, most = Path(sys.argv[1]), int(sys.argv[2])
    texts = [post.text for post in read_posts(path)]
    random.Random(7).shuffle(texts)
    sample = "\n".join(texts)[:most]
    tokenizer = Tokenizer(mmap=True)
    began = time.perf_counter()
    for _ in tokenizer.tokenize(sample):
        pass
    print(len(sample) / (time.perf_counter() - began))


if __name__ == "__main__":
    main()
