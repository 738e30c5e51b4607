"""Compares what sgdb learns with what gensim learns, at the same settings.

Usage: quality.py SGDB CORPUS FOLDER. Trains both for five epochs on nineteen sentences of twenty, and
prints, of the pairs of words in the rest: the mean loss under negative sampling, in nats, and under
the full softmax; and how many of the ten nearest words two models share, on average over the most
frequent words, as two runs of gensim with different seeds do.
"""

import subprocess
import sys
from pathlib import Path

import numpy
from gensim.models import KeyedVectors, Word2Vec

EPOCHS = 5
SETTINGS = dict(
    vector_size=100, window=5, sg=1, hs=0, negative=5, ns_exponent=0.75, sample=1e-3, alpha=0.025,
    min_alpha=0.025 / 10000, min_count=5, workers=1, epochs=EPOCHS)


class Model:
    """Words with their center and outside vectors."""

    def __init__(self, words, center, outside):
        self.words = list(words)
        self.index = {word: number for number, word in enumerate(self.words)}
        self.center = center.astype(float)
        self.outside = outside.astype(float)

    def neighbours(self, words, count=10):
        """The nearest words of each of some words, by cosine."""
        unit = self.center / numpy.linalg.norm(self.center, axis=1, keepdims=True)
        for word in words:
            cosines = unit @ unit[self.index[word]]
            cosines[self.index[word]] = -2
            yield {self.words[i] for i in numpy.argpartition(-cosines, count)[:count]}


def trained_by_gensim(sentences, seed):
    """A model of gensim's: it keeps the vectors of what it predicts from in `wv`."""
    model = Word2Vec(sentences, seed=seed, **SETTINGS)
    return Model(model.wv.index_to_key, model.wv.vectors, model.syn1neg)


def trained_by_sgdb(program, corpus, folder, draws, seed):
    """A model of sgdb's, by way of its vector files."""
    center, outside = folder / "v.txt", folder / "u.txt"
    options = {
        "--objective": "negative-sampling", "--dimension": "100", "--radius": "5",
        "--negatives": "5", "--eta": "0.025", "--epochs": str(EPOCHS), "--seed": str(seed),
        "--init": "word2vec", "--min-count": "5", "--subsample": "1e-3", "--tokens": "raw"}
    commands = [
        "set dynamic-radius on", "set decay linear", f"set draws {draws}", "continue",
        f"save vectors {center}", f"save vectors {outside} --outside"]
    arguments = [part for option in options.items() for part in option]
    for command in commands:
        arguments += ["-ex", command]
    subprocess.run(
        [program, corpus, "--batch", "-nx", *arguments], check=True, stdout=subprocess.DEVNULL)
    v = KeyedVectors.load_word2vec_format(str(center))
    u = KeyedVectors.load_word2vec_format(str(outside))
    return Model(v.index_to_key, v.vectors, u.vectors)


def pairs_of(sentences, words, radius=5):
    """All pairs of a center word and a word around it."""
    for sentence in sentences:
        kept = [word for word in sentence if word in words]
        for place, center in enumerate(kept):
            for other in range(max(0, place - radius), min(len(kept), place + radius + 1)):
                if other != place:
                    yield center, kept[other]


def losses(model, pairs, counts):
    """The mean losses of pairs: negative sampling in expectation over its draws, and softmax."""
    c = numpy.array([model.index[center] for center, _ in pairs])
    o = numpy.array([model.index[outside] for _, outside in pairs])
    noise = numpy.array([counts[word] for word in model.words], float) ** 0.75
    noise /= noise.sum()
    negative = softmax = 0.0
    for center in numpy.unique(c):
        z = model.outside @ model.center[center]
        observed = z[o[c == center]]
        # -ln σ(-z) of a draw, and what the observed words cost.
        negative += numpy.logaddexp(0, -observed).sum()
        negative += len(observed) * SETTINGS["negative"] * (noise @ numpy.logaddexp(0, z))
        largest = z.max()
        softmax += (largest + numpy.log(numpy.exp(z - largest).sum()) - observed).sum()
    return negative / len(pairs), softmax / len(pairs)


def shared(a, b, words):
    """How many of ten nearest words two models share, on average."""
    return numpy.mean([len(x & y) for x, y in zip(a.neighbours(words), b.neighbours(words))])


def main():
    program, corpus, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    lines = corpus.read_text().splitlines()
    training = [line for number, line in enumerate(lines) if number % 20 != 0]
    held_out = [line.split() for number, line in enumerate(lines) if number % 20 == 0]
    path = folder / "training.txt"
    path.write_text("\n".join(training) + "\n")
    sentences = [line.split() for line in training]
    counts = {}
    for sentence in sentences:
        for word in sentence:
            counts[word] = counts.get(word, 0) + 1

    models = {
        "gensim, seed 1": trained_by_gensim(sentences, 1),
        "gensim, seed 2": trained_by_gensim(sentences, 2),
        "sgdb, draws pair": trained_by_sgdb(program, path, folder, "pair", 1),
        "sgdb, draws window": trained_by_sgdb(program, path, folder, "window", 1)}
    reference = models["gensim, seed 1"]
    for model in models.values():
        assert set(model.words) == set(reference.words), "the vocabularies differ"
    pairs = list(pairs_of(held_out, set(reference.words)))
    frequent = reference.words[100:1100]
    print(f"{len(pairs):,} held-out pairs; neighbours of {len(frequent):,} words")
    print(f"{'model':20} {'negative sampling':>18} {'softmax':>9} {'neighbours shared of 10':>24}")
    for name, model in models.items():
        negative, softmax = losses(model, pairs, counts)
        others = "" if model is reference else f"{shared(reference, model, frequent):.2f}"
        print(f"{name:20} {negative:18.4f} {softmax:9.4f} {others:>24}")


main()
