"""Trains gensim's skip-gram with negative sampling on one thread, for comparison.

Usage: gensim_training.py CORPUS [EPOCHS]. Prints the seconds that training took, on the processor's
clock, without reading the vocabulary.
"""

import sys
import time

from gensim.models import Word2Vec


def main():
    corpus = sys.argv[1]
    epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    model = Word2Vec(
        vector_size=100, window=5, sg=1, hs=0, negative=5, sample=1e-3, alpha=0.025,
        min_alpha=0.025, min_count=5, workers=1)
    model.build_vocab(corpus_file=corpus)
    start = time.process_time()
    model.train(
        corpus_file=corpus, total_examples=model.corpus_count,
        total_words=model.corpus_total_words, epochs=epochs)
    print(f"seconds {time.process_time() - start:.6f}")
    print(f"words {model.corpus_total_words}")
    print(f"types {len(model.wv)}")


main()
