"""Two small transformers, for English and for Chinese sentences, that read a document window by window.

Each begins as a published encoder of sentences and is trained further to tell names and what ties them (Devlin et al.,
2019, "BERT"; Zhong and Chen, 2021, "A Frustratingly Easy Approach for Entity and Relation Extraction"). The rules'
names are part of what it reads. ``loaders/training/build_encoder.py`` trains both.
"""

from loaders.encoder.encoder import Encoder, Reading, read

__all__ = ["Encoder", "Reading", "read"]
