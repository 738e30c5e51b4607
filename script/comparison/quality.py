"""Compares what sgdb learns with what gensim learns, at the same settings.

Usage: quality.py SGDB CORPUS FOLDER. Trains both on nineteen sentences of twenty, each with two seeds:
for five epochs, and for five times as many at a fifth of the learning rate, where the noise of draws
averages out. Prints tables with

- the mean losses of the pairs of words in the rest, under negative sampling and under the full
  softmax, in nats, and how much worse than gensim's they are;
- how many of the ten nearest words two models share, on average over the most frequent words but the
  first hundred: models with models of gensim, and the two seeds with each other;
- how many of the ten best answers to an analogy they share, likewise: a number that is steadier from
  seed to seed than whether the first answers are the same;
- how many analogies have the expected word as their first answer.
"""

import subprocess
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import numpy
from analogies import questions
from gensim.models import KeyedVectors, Word2Vec

SETTINGS = dict(
    vector_size=100, window=5, sg=1, hs=0, negative=5, ns_exponent=0.75, sample=1e-3, min_count=5,
    workers=1)
LENGTHS = [(5, 0.025), (25, 0.005)]
SEEDS = [1, 2]


class Model:
    """Words with their center and outside vectors."""

    def __init__(self, words, center, outside):
        self.words = list(words)
        self.index = {word: number for number, word in enumerate(self.words)}
        self.center = center.astype(float)
        self.outside = outside.astype(float)
        self.unit = self.center / numpy.linalg.norm(self.center, axis=1, keepdims=True)

    def nearest(self, sums, count=10):
        """The words nearest to each sum of words, by cosine, best first, without its own words.

        A sum is a list of pairs of a factor and a word.
        """
        for terms in sums:
            own = [self.index[word] for _, word in terms]
            cosines = self.unit @ ([factor for factor, _ in terms] @ self.unit[own])
            cosines[own] = -numpy.inf
            best = numpy.argpartition(-cosines, count)[:count]
            yield [self.words[i] for i in best[numpy.argsort(-cosines[best])]]


def trained_by_gensim(sentences, epochs, rate, seed):
    """A model of gensim's: it keeps the vectors of what it predicts from in `wv`."""
    model = Word2Vec(
        sentences, seed=seed, epochs=epochs, alpha=rate, min_alpha=rate / 10000, **SETTINGS)
    return Model(model.wv.index_to_key, model.wv.vectors, model.syn1neg)


def trained_by_sgdb(program, corpus, folder, draws, epochs, rate, seed):
    """A model of sgdb's, by way of its vector files."""
    center, outside = folder / "v.txt", folder / "u.txt"
    options = {
        "--objective": "negative-sampling", "--dimension": "100", "--radius": "5",
        "--negatives": "5", "--eta": str(rate), "--epochs": str(epochs), "--seed": str(seed),
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


def shared(a, b):
    """How many words two lists of lists have in common, on average over the lists."""
    return numpy.mean([len(set(x) & set(y)) for x, y in zip(a, b)])


class Trained:
    """What models of one kind, one a seed, have learned."""

    def __init__(self, models, pairs, counts, words, analogies):
        self.losses = numpy.mean([losses(model, pairs, counts) for model in models], axis=0)
        self.neighbours = [list(model.nearest([(1, word)] for word in words)) for model in models]
        self.answers = [
            list(model.nearest([(-1, a), (1, b), (1, c)] for a, b, c, _ in analogies))
            for model in models]
        self.right = numpy.mean([
            answer[0] == d for answers in self.answers
            for answer, (_, _, _, d) in zip(answers, analogies)])

    def row(self, gensim):
        """The cells of the table."""
        for loss, other in zip(self.losses, gensim.losses):
            yield f"{loss:.3f} ({100 * (loss / other - 1):+.1f} %)"
        for mine, others in (self.neighbours, gensim.neighbours), (self.answers, gensim.answers):
            couples = [mine] if self is gensim else product(mine, others)
            yield f"{numpy.mean([shared(a, b) for a, b in couples]):.1f}"
            yield f"{shared(*mine):.1f}"
        yield f"{100 * self.right:.0f} %"


HEADS = [
    "negative sampling", "softmax", "neighbours", "of two seeds", "answers", "of two seeds", "right"]


def main():
    program, corpus, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    lines = corpus.read_text().splitlines()
    training = [line for number, line in enumerate(lines) if number % 20 != 0]
    held_out = [line.split() for number, line in enumerate(lines) if number % 20 == 0]
    path = folder / "training.txt"
    path.write_text("\n".join(training) + "\n")
    sentences = [line.split() for line in training]
    counts = Counter(word for sentence in sentences for word in sentence)
    vocabulary = [word for word, count in counts.most_common() if count >= SETTINGS["min_count"]]
    words = vocabulary[100:1100]
    pairs = list(pairs_of(held_out, set(vocabulary)))
    analogies = list(questions(set(vocabulary)))
    print(f"{len(pairs):,} held-out pairs, neighbours of {len(words):,} words, "
          f"{len(analogies):,} analogies")

    kinds = {
        "gensim": lambda *run: trained_by_gensim(sentences, *run),
        "draws pair": lambda *run: trained_by_sgdb(program, path, folder, "pair", *run),
        "draws window": lambda *run: trained_by_sgdb(program, path, folder, "window", *run)}
    for epochs, rate in LENGTHS:
        rows = {}
        for name, train in kinds.items():
            models = [train(epochs, rate, seed) for seed in SEEDS]
            assert all(set(model.words) == set(vocabulary) for model in models)
            rows[name] = Trained(models, pairs, counts, words, analogies)
        table = [[f"{epochs} epochs, rate {rate}", *HEADS]]
        table += [[name, *row.row(rows["gensim"])] for name, row in rows.items()]
        print()
        for cells in table:
            print(f"{cells[0]:22}" + "".join(f"{cell:>18}" for cell in cells[1:]), flush=True)


main()
