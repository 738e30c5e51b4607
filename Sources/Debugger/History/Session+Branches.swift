import Runs
import Word2Vec

extension Session {
  /// The branch with a number or a name.
  func branch(_ argument: CommandArgument) throws -> Branch {
    let branches = run.history.branches
    if !argument.isQuoted, let number = Int(argument.text) {
      if let branch = branches.first(where: { $0.number == number }) { return branch }
      throw CommandError.other(
        "there is no branch \(number); `info branches` lists \(counted(branches.count, "branch"))")
    }
    if let branch = branches.first(where: { $0.name == argument.text }) { return branch }
    throw CommandError.unknownName(
      .branch, argument.text, names: branches.compactMap(\.name))
  }

  /// Stands on a branch, at the same window if it reaches that far, else at its end.
  func stand(on branch: Branch) throws {
    let window = min(run.number, branch.end)
    if branch.number != run.history.branch.number {
      try work("branch \(branch.number)") {
        Progress(title: "branch \(branch.number)", done: 0, total: nil, unit: "windows")
      } _: {
        try run.stand(on: branch.number)
      }
      stopCount += 1
    }
    try travel(to: window, title: "branch \(branch.number)") {
      report("on \(run.history.branch.title)")
      reportPlace()
    }
  }

  /// Gives the current branch a name.
  func nameBranch(_ name: String) throws {
    guard !name.isEmpty, name.utf8.count <= 64, Int(name) == nil else {
      throw CommandError.other(
        "'\(displayText(name.utf8))' is no name for a branch; expected 1 to 64 bytes, no number")
    }
    if let other = run.history.others.first(where: { $0.name == name }) {
      throw CommandError.other("branch \(other.number) has the name '\(displayText(name.utf8))'")
    }
    run.nameBranch(name)
    report("this is \(displayText(run.history.branch.title.utf8))")
  }

  /// Removes a branch on which no other begins.
  func deleteBranch(_ branch: Branch) throws {
    let history = run.history
    guard branch.number != history.branch.number else {
      throw CommandError.other(
        "branch \(branch.number) is the current one; stand on another first: `branch N`")
    }
    let children = history.branches.filter { $0.parent == branch.number }
    guard children.isEmpty else {
      throw CommandError.other(
        "branch \(branch.number) is not deleted: \(children.map(\.title).joined(separator: ", ")) "
          + (children.count == 1 ? "begins on it" : "begin on it"))
    }
    run.removeBranch(branch.number)
    report("deleted \(displayText(branch.title.utf8))")
  }

  /// Lists all branches.
  func reportBranches() {
    let current = run.history.branch.number
    var table = TextTable(
      ["", "branch", "name", "begins", "edits", "windows", "mean J"],
      [.left, .right, .left, .left, .right, .right, .right])
    for branch in run.history.branches {
      let mean = branch.number == current ? run.branchMeanLoss : branch.meanLoss
      table.add([
        branch.number == current ? "*" : "", "\(branch.number)",
        displayText((branch.name ?? "").utf8),
        branch.parent.map { "on \($0) at window \(grouped(branch.start))" }
          ?? "window \(grouped(run.history.start))",
        grouped(branch.entries.count), grouped(branch.end - run.history.start),
        mean.map { number($0) } ?? "",
      ])
    }
    report(table.text)
  }

  // MARK: Omissions

  /// Lists what is left out from here on.
  func reportOmissions() {
    let text = omissionList(run.omissions)
    report(
      text.isEmpty
        ? "nothing is omitted" : "omitted from here on:\n  " + text.joined(separator: "\n  "))
  }

  /// What is left out, an item a line.
  func omissionList(_ omissions: Omissions) -> [String] {
    func ranges(_ name: String, _ set: RangeSet<Int>) -> [String] {
      set.ranges.map { range in
        range.count == 1
          ? "\(name) \(grouped(range.lowerBound))"
          : "\(name)s \(grouped(range.lowerBound))..\(grouped(range.upperBound - 1))"
      }
    }
    return ranges("window", omissions.windows) + ranges("sentence", omissions.sentences)
      + omissions.pairs.sorted { ($0.center, $0.outside) < ($1.center, $1.outside) }
      .map { "pair \(name($0.center)) \(name($0.outside))" }
      + omissions.words.sorted().map { "word \(name($0))" }
  }

  /// Leaves something out from here on, or nothing any more.
  func omit(_ omissions: Omissions?) throws {
    let new = omissions.map { run.omissions.union($0) } ?? Omissions()
    guard new != run.omissions else {
      report(omissions == nil ? "nothing is omitted" : "that is omitted already")
      return
    }
    make(.omissions(new))
    reportOmissions()
  }

  // MARK: Differences

  /// Compares this branch with another at the same window.
  func reportDifference(_ other: Branch, _ expressions: [Expression]) throws {
    let current = run.history.branch
    let history = run.history.standing(on: other.number)
    let window = min(run.number, other.end)
    let title = "diff \(other.number)"
    var done = 0
    let (here, there) = try work(title) {
      Progress(title: title, done: done, total: 2 * window, unit: "windows")
    } _: {
      try [run.history, history].map { history in
        let replay = try run.replay(from: window, of: history)
        try replay.advance(to: window) { number in
          done = number + (history.branch.number == other.number ? window : 0)
          try betweenWindows()
        }
        return replay
      }
    }.pair
    reportEdits(of: current, notIn: other)
    reportEdits(of: other, notIn: current)
    report("at window \(grouped(window)):")
    let (a, b) = (PendingWindow(of: here), PendingWindow(of: there))
    var table = TextTable(
      ["", "branch \(current.number)", "branch \(other.number)"], [.left, .right, .right])
    if expressions.isEmpty {
      table.add(["J", number(try a.loss(cancellation)), number(try b.loss(cancellation))])
      for side in Side.allCases {
        table.add([
          "‖\(side.matrixName)‖", number(here.parameters.norm(side)),
          number(there.parameters.norm(side)),
        ])
      }
      report(table.text)
      try reportMoved(here, there)
      return
    }
    for expression in expressions {
      table.add([
        expression.text, shortText(try expression.value(at: a)),
        shortText(try expression.value(at: b)),
      ])
    }
    report(table.text)
  }

  private func reportEdits(of branch: Branch, notIn other: Branch) {
    let edits = branch.edits(notIn: other)
    guard !edits.isEmpty else {
      return report("branch \(branch.number) has no edit that branch \(other.number) lacks")
    }
    report(
      "only on branch \(branch.number):\n"
        + edits.map { "  window \(grouped($0.window)): \(editText($0.edit))" }
        .joined(separator: "\n"))
  }

  /// An edit in one line.
  func editText(_ edit: Edit) -> String {
    switch edit {
    case .settings(let settings):
      var draft = self.settings
      draft.hyperparameters = settings
      let values = Setting.all.filter { $0.kind == .training }
        .compactMap { setting in setting.text(draft).map { "\(setting.name) \($0)" } }
      return "set " + values.joined(separator: ", ")
    case .overrides(let overrides):
      return overrides.isEmpty
        ? "window corpus"
        : overrides.window.map { "window " + windowText($0) } ?? "negatives forced or drawn again"
    case .omissions(let omissions):
      let list = omissionList(omissions)
      return list.isEmpty ? "omit off" : "omit " + list.joined(separator: ", ")
    case .assignment(let assignment):
      return "set var \(assignment.side.rawValue)[\(name(assignment.word))]"
        + (assignment.component.map { "[\($0)]" } ?? "")
    case .vectors(let side, let loaded):
      return "load vectors of \(counted(loaded.words.count, "word")) into "
        + side.matrixName
    }
  }

  /// The distances of both matrices, and the words that moved most.
  private func reportMoved(_ here: Run, _ there: Run) throws {
    var moved: [(side: Side, word: Int, distance: Double)] = []
    var distances: [String] = []
    for side in Side.allCases {
      var sum = 0.0
      for word in 0..<corpus.vocabulary.count {
        if word % 1024 == 0 { try cancellation.check() }
        let difference = zip(
          here.trainer.vector(side, word), there.trainer.vector(side, word)
        ).map { $0 - $1 }
        let square = difference.dot(difference)
        sum += square
        if square > 0 { moved.append((side, word, square.squareRoot())) }
      }
      distances.append("‖Δ\(side.matrixName)‖ \(number(sum.squareRoot()))")
    }
    report(distances.joined(separator: "  "))
    let most = moved.sorted { ($1.distance, $0.word) < ($0.distance, $1.word) }.prefix(10)
    guard !most.isEmpty else { return report("the parameters are equal, bit for bit") }
    var table = TextTable(["moved most", "distance"], [.left, .right])
    for row in most {
      table.add(["\(row.side.rawValue)[\(name(row.word))]", number(row.distance)])
    }
    report(table.text)
  }

  /// A value in a cell of a table.
  func shortText(_ value: ExpressionValue) -> String {
    switch value {
    case .scalar(let value): number(value)
    case .vector(let vector):
      vector.count <= 4 ? vectorText(vector) : "‖\(number(norm(vector)))‖"
    case .word(let word): name(word)
    case .words(let words): words.map(name).joined(separator: " ")
    case .boolean(let value): "\(value)"
    }
  }
}

extension Parameters {
  /// The Frobenius norm of a matrix.
  fileprivate func norm(_ side: Side) -> Double {
    withMatrix(side) { matrix in
      (0..<matrix.rows).reduce(0) { sum, row in
        let vector = matrix.vector(row)
        return sum + vector.dot(vector)
      }.squareRoot()
    }
  }
}

extension Array {
  /// The first two elements.
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}

extension Run {
  /// Replays up to a window, with the edits there; `betweenWindows` is called between batches of
  /// windows, with the window reached.
  package func advance(to window: Int, betweenWindows: (Int) throws -> Void) throws {
    try applyPendingEdits()
    while number < window {
      try betweenWindows(number)
      _ = try applyUpdates(atMost: window - number)
      try applyPendingEdits()
    }
  }
}
