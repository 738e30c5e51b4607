extension HelpTopic {
  /// Every topic.
  package static let all: [HelpTopic] = [
    HelpTopic(
      name: "lessons", title: "Lessons: `preset NAME`, and your own",
      paragraphs: [
        "A lesson shows one paragraph at a time, under the corpus. Enter on an empty line types the "
          + "next command, a second Enter runs it; then Enter goes on. `preset back` returns to the "
          + "paragraph before, bit for bit, `preset next` skips, `preset off` ends it.",
        "Your own lesson is a file: paragraphs are lines with #, the first one is the title; commands "
          + "follow their paragraph. `load`, `set`, `echo`, `pause` and `ask` run by themselves, all "
          + "others are typed. `preset ./mine.sgdb` plays it, trusted no more than its folder. "
          + "A lesson that works when pasted into a file:",
        "# My lesson",
        "load fox",
        "# Look at the loss.",
        "print J",
        "ask \"Is J above 2?\" = J > 2 because \"Two pairs cost 4.16 without an opinion.\"",
      ], examples: ["preset", "help ask"]),
    HelpTopic(
      name: "notation", title: "The symbols of the derivation",
      paragraphs: [
        "V and U hold a center vector v_w and an outside vector u_w for each of the W words, "
          + "d numbers each. The window has a center word c and up to 2m outside words o; each "
          + "makes a pair with the center.",
        "z_w = u_wᵀv_c is a score, ŷ = softmax(z) the predicted distribution, σ the logistic "
          + "function, F the loss of a pair, J = Σ F the loss of the window: a sum, never a mean. "
          + "Losses are in nats.",
        "Every gradient of an outside vector is a number times v_c: its coefficient.",
      ], examples: ["print J", "print z[center]", "terms center"]),
    HelpTopic(
      name: "objective", title: "The loss: F of a pair, J of a window",
      paragraphs: [
        "A pair of the center word c and an outside word o has a loss F, in nats. Under softmax it "
          + "is -ln ŷ_o: o competes with every word of the vocabulary. Under negative-sampling it is "
          + "-ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c): o is distinguished from K drawn words. "
          + "J of the window is the sum over its pairs.",
        "The two are different functions, and their values cannot be compared. `compare` compares "
          + "their gradients at the same parameters.",
      ],
      examples: ["toggle", "compare", "set objective negative-sampling", "help softmax"]),
    HelpTopic(
      name: "softmax", title: "The full softmax, F = -ln ŷ_o",
      paragraphs: [
        "ŷ_w = e^{z_w} / Σ e^{z}. The gradient ∂F/∂v_c is the expected outside vector minus the "
          + "observed one, Σ_w ŷ_w u_w - u_o. Every u_w moves: ∂F/∂u_o = (ŷ_o - 1) v_c and "
          + "∂F/∂u_w = ŷ_w v_c for all others."
      ], examples: ["set objective softmax", "terms center 1", "print yhat[center]"]),
    HelpTopic(
      name: "negative-sampling",
      title: "Negative sampling, F = -ln σ(u_oᵀv_c) - Σ_k ln σ(-u_kᵀv_c)",
      paragraphs: [
        "Each pair is distinguished from K words drawn from the noise distribution, unigram counts "
          + "to the power 0.75. A word drawn n times counts n times. Only the observed and the drawn "
          + "words move.",
        "Draws are keyed by place in the corpus, not sequential: toggling, forcing or redrawing them "
          + "in one window, or inserting a window, never changes what later windows draw.",
      ],
      examples: [
        "set objective negative-sampling", "negatives", "negatives redraw", "set negatives 2",
      ]),
    HelpTopic(
      name: "draws", title: "Negative draws: the words that o is distinguished from",
      paragraphs: [
        "Under negative sampling each pair draws K words, with replacement, from the noise "
          + "distribution: counts to the power 0.75, or another `power`. A word drawn n times "
          + "counts n times, in the loss and in every gradient.",
        "A draw equal to the observed word is drawn again, or under `set collision skip` left out. "
          + "The draws of a window depend only on the seed and its number, so showing, "
          + "forcing or redrawing them changes no later window.",
        "With `set draws window`, the pairs of a window share one list of K draws, each leaving out "
          + "its observed word. The update of n pairs then reads K rows of U for draws instead of "
          + "n K. Its mean is that of separate lists with `collision skip`, but its variance is "
          + "larger: runs with different seeds end further apart.",
      ],
      examples: [
        "negatives", "negatives redraw", "set draws window", "set power 0", "plot samples",
      ]),
    HelpTopic(
      name: "randomness", title: "Randomness and the seed",
      paragraphs: [
        "Initial vectors, negative draws, subsampling and the dynamic radius are pure functions of "
          + "the seed and of where they are used: a component, a pair of a window, a token of an "
          + "epoch. There is no generator with a state. So the same text, settings and seed "
          + "give the same run, bit for bit, and showing one window never changes the draws of the "
          + "next."
      ], examples: ["show seed", "set seed 2", "negatives redraw", "info model"]),
    HelpTopic(
      name: "direction", title: "Which word predicts which",
      paragraphs: [
        "Here the center word predicts its outside words, as in the derivation: v_c is a center "
          + "vector, u_o an outside vector. word2vec.c and gensim swap the two: they feed the outside "
          + "word in and predict the center. The sums over a corpus are alike, single updates are not."
      ], examples: ["info window"]),
    HelpTopic(
      name: "windows", title: "Windows, and the position of a session",
      paragraphs: [
        "A line of the corpus is a sentence, and windows never cross it. A session is always "
          + "before a window: everything on screen is computed from the current parameters. "
          + "Window n is the n-th of the run, from 0, so n is also the number of updates applied.",
        "Pairs are numbered from 1, left to right, draws from 1, components of a vector from 0.",
      ], examples: ["where", "list", "window apple : pie sweet", "stepi"]),
    HelpTopic(
      name: "convention", title: "Columns or rows: how gradients are laid out",
      paragraphs: [
        "The gradient of a number with respect to a vector can be a column, shaped like the vector "
          + "(denominator layout, the default), or a row (numerator layout). The notes mix both: a "
          + "row u_oᵀ for ∂F/∂v_c, a column v_c for ∂F/∂u_o. The setting changes the shapes and "
          + "transposes that the derivation prints, never a number."
      ],
      examples: [
        "derive", "set convention numerator", "with convention numerator -- derive softmax",
      ]),
    HelpTopic(
      name: "derivation", title: "The derivation, line by line, with the numbers of this window",
      paragraphs: [
        "Every line is evaluated by its own formula at the pending window and compared with the "
          + "line above: ✓ they agree, ✗ they disagree, · the line is not applicable, with the "
          + "reason. A derivative in a line is evaluated as a central difference. Common misprints "
          + "follow the correct line, with the number that refutes them.",
        "Sections are sigma, softmax, negative, window and table.",
      ],
      examples: ["derive", "derive next", "derive sigma 0.5", "derive table", "layout derivation"]),
    HelpTopic(
      name: "checking", title: "Are these gradients right?",
      paragraphs: [
        "`check` compares the gradients of the window with central differences of its loss, which "
          + "share no code with them. `check against FILE` diagnoses your numbers: a wrong sign, a "
          + "missing factor, a word that was drawn twice and counted once.",
        "`export window.m` writes a script that recomputes every number in Octave or MATLAB.",
      ], examples: ["check", "check all", "export window.m"]),
    HelpTopic(
      name: "time-travel", title: "Going back, bit for bit",
      paragraphs: [
        "The history of a run consists of checkpoints of the parameters and of every setting, edit "
          + "and forced draw. `back`, `goto` and `reverse-continue` restore the nearest checkpoint and "
          + "replay the windows after it, so the parameters have the same bits; `info model` prints a "
          + "hash of them.",
        "Going forward inside the history replays it, settings and edits included. Setting, editing, "
          + "forcing or omitting something there begins a branch, and the old future stays on the "
          + "branch it was on: `info branches` lists them, `branch N` goes to one, `diff N` compares. "
          + "`run` goes to window 0. `history-memory` limits the size of the history.",
      ],
      examples: ["step 3", "back 2", "goto 0", "reverse-continue", "info history"]),
    HelpTopic(
      name: "stops", title: "Breakpoints, watchpoints and conditions",
      paragraphs: [
        "`break` stops before windows: centred on a word, with a word outside, of a number, or "
          + "wherever an expression is true. `watch` stops when a condition becomes true, "
          + "or when a value changes. `continue` runs to the next stop, `until` to a condition, "
          + "`finish` to the end of the sentence; Ctrl-C stops at the next window.",
        "A stop can have a condition, a count to ignore, and commands to run.",
      ],
      examples: [
        "break pie if J > 8", "watch cos(v[apple], v[pear]) > 0.9", "continue", "info breakpoints",
      ]),
    HelpTopic(
      name: "precision", title: "Which numbers are exact",
      paragraphs: [
        "Parameters are Float32. Everything shown is computed from them in double precision. The "
          + "update itself is applied in Float32 and agrees with the gradients shown to Float32 "
          + "rounding. The mean J of a long run is summed from Float32 scores.",
        "`set precision 17` prints every digit; `info model` prints a hash of all bits.",
      ], examples: ["set precision 17", "print J", "info model"]),
    HelpTopic(
      name: "expressions", title: "Expressions",
      paragraphs: [
        "Numbers, + - * / **, comparisons, && || !, parentheses, [i] on vectors, the symbols of "
          + "the derivation and the functions cos dot norm sum mean min max abs exp ln sqrt sigma count.",
        "v[w] u[w] z[w] yhat[w] y[p] F[p] outside[p] negative[p][k] grad.v[w] grad.u[w] "
          + "grad.center[p] grad.outside[p][w] lossAfter. Any other name is a word; where a vector is "
          + "expected, a word means its center vector. A name in double quotes is always a word.",
      ],
      examples: [
        "print norm(v[center])", "print grad.u[center][0]", "print cos(v[center], u[center])",
      ]),
    HelpTopic(
      name: "files", title: "Files read and written",
      paragraphs: [
        "`save vectors v.txt` writes V, with --outside U: .txt and .vec are word2vec text, .bin "
          + "word2vec binary, .tsv the projector's format. `export w.json` and `export w.csv` write the "
          + "pending window. Files are written under a temporary name and renamed when complete."
      ], card: FileKind.table,
      examples: ["save vectors v.txt", "export window.json", "export json -"]),
    HelpTopic(
      name: "layouts", title: "Layouts of panes",
      paragraphs: [
        "`layout NAME` chooses: "
          + PaneLayout.all.map { "\($0.name), \($0.summary)" }.joined(separator: "; ") + ".",
        "`layout new NAME PANE…` defines one; put it into init.sgdb to have it at every start. Panes "
          + "are arranged from top to bottom, with `+` side by side, with `/` one above another within "
          + "a row. On narrow screens panes side by side are stacked, on low screens some are hidden; "
          + "the focused pane is always visible.",
        "Panes are " + Pane.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      ],
      examples: [
        "layout", "layout new mine scores+projection", "winheight transcript 8", "focus scores",
        "help keys",
      ]),
    HelpTopic(
      name: "plots", title: "Plots",
      paragraphs: [
        "`plot NAME` shows one; `layout plots` shows several. They are drawn with characters, so "
          + "`plot` prints them without panes, and `export NAME FILE.svg` or FILE.txt writes them to a "
          + "file. Marks and numbers repeat the information of colours."
      ]
        + Plot.all.flatMap { plot in
          [plot.usage.joined(separator: "  |  ") + ": " + plot.summary + ".", plot.details]
        },
      examples: Plot.all.flatMap(\.examples) + ["export projection words.svg", "layout plots"]),
    HelpTopic(
      name: "keys", title: "Keys",
      paragraphs: [
        "The line is GNU Readline's: your inputrc, `$if sgdb` and vi mode work; "
          + "keys can be bound to the functions "
          + PaneKey.all.map(\.function).joined(separator: ", ") + "."
      ], card: KeyCard.text,
      examples: ["focus scores", "layout gradients", "set mouse off"]),
  ]
}
