import Runs
import Word2Vec

// The coding of a history in a session file: what it begins with, and the edits of every branch.

extension BinaryEncoder {
  mutating func append(history saved: SavedHistory) {
    append(origin: saved.origin)
    append(saved.hasInitialParameters)
    append(saved.current)
    append(saved.branchesMade)
    append(saved.cost)
    var known: Set<Int> = []
    append(saved.branches) { encoder, branch in
      encoder.append(branch.number)
      encoder.append(branch.name) { $0.append($1) }
      encoder.append(branch.parent) { $0.append($1) }
      encoder.append(branch.start)
      encoder.append(branch.end)
      encoder.append(branch.meanLoss) { $0.append($1) }
      encoder.append(branch.entries) { encoder, entry in
        encoder.append(entry.window)
        encoder.append(entry.id)
        // An edit that several branches have is written once.
        let isNew = known.insert(entry.id).inserted
        encoder.append(isNew)
        if isNew { encoder.append(edit: entry.edit) }
      }
    }
  }

  private mutating func append(origin saved: SavedOrigin) {
    append(saved.number)
    append(saved.position.epoch)
    append(saved.position.token)
    append(settings: saved.hyperparameters)
    append(omissions: saved.omissions)
    append(tally: saved.tally)
    append(saved.divergence) { $0.append(divergence: $1) }
  }

  mutating func append(tally: RunTally) {
    append(tally.recentLosses) { $0.append($1) }
    append(tally.lossSum)
    append(tally.draws) { $0.append($1) }
  }

  mutating func append(losses: LossHistory) {
    append(losses.entries) { encoder, entry in
      encoder.append(entry.window)
      encoder.append(entry.loss)
      encoder.append(entry.sumBefore)
    }
    append(losses.stops) { $0.append($1) }
  }

  mutating func append(divergence: Divergence) {
    append(divergence.window)
    append(divergence.parameter) { $0.append($1) }
  }

  private mutating func append(settings: Hyperparameters) {
    var draft = SettingsDraft()
    draft.hyperparameters = settings
    let values = SavedSession.savedSettings.compactMap { setting in
      setting.text(draft).map { (name: setting.name, text: $0) }
    }
    append(values) { encoder, value in
      encoder.append(value.name)
      encoder.append(value.text)
    }
  }

  mutating func append(omissions: Omissions) {
    for ranges in [omissions.windows, omissions.sentences] {
      append(Array(ranges.ranges)) { encoder, range in
        encoder.append(range.lowerBound)
        encoder.append(range.upperBound)
      }
    }
    append(omissions.pairs.sorted { ($0.center, $0.outside) < ($1.center, $1.outside) }) {
      $0.append($1.center)
      $0.append($1.outside)
    }
    append(omissions.words.sorted()) { $0.append($1) }
  }

  private mutating func append(edit: Edit) {
    switch edit {
    case .settings(let settings):
      append(EditKind.settings.rawValue)
      append(settings: settings)
    case .overrides(let overrides):
      append(EditKind.overrides.rawValue)
      var saved = SavedSession()
      saved.overrides = overrides
      saved.writeOverrides(to: &self)
    case .omissions(let omissions):
      append(EditKind.omissions.rawValue)
      append(omissions: omissions)
    case .assignment(let assignment):
      append(EditKind.assignment.rawValue)
      append(assignment.side == .outside)
      append(assignment.word)
      append(assignment.component) { $0.append($1) }
      append(assignment.values) { $0.append($1) }
    case .vectors(let side, let loaded):
      append(EditKind.vectors.rawValue)
      append(side == .outside)
      append(loaded.words) { $0.append($1) }
      append(loaded.components) { $0.append(Int($1.bitPattern)) }
    }
  }
}

/// The kinds of edits in a file.
private enum EditKind: String {
  case settings, overrides, omissions, assignment, vectors
}

/// Decodes a history for a session whose corpus and settings are known.
struct HistoryDecoder {
  let words: Int
  let dimension: Int
  /// The first setting that this program does not know.
  var unknownSetting: String?

  private static let counts = 0...(1 << 53)
  private var wordRange: ClosedRange<Int> { 0...words - 1 }

  mutating func history(from decoder: inout BinaryDecoder) throws -> SavedHistory {
    let origin = try origin(from: &decoder)
    let hasInitialParameters = try decoder.flag("whether the run began with initial parameters")
    let current = try decoder.integer("the current branch", in: Self.counts)
    let made = try decoder.integer("the number of branches", in: Self.counts)
    let cost = try decoder.integer("the cost of the history", in: Self.counts)
    var known: [Int: Edit] = [:]
    let branches = try decoder.list("the branches") { decoder in
      try branch(from: &decoder, &known)
    }
    try requireTree(branches, current: current, start: origin.number)
    return SavedHistory(
      origin: origin, hasInitialParameters: hasInitialParameters, branches: branches,
      current: current, branchesMade: made, cost: cost)
  }

  private func requireTree(_ branches: [Branch], current: Int, start: Int) throws {
    guard branches.indices.contains(current) else {
      throw InvalidField("the current branch is not among the branches")
    }
    guard zip(branches, branches.dropFirst()).allSatisfy({ $0.number < $1.number }) else {
      throw InvalidField("the branches are not in order")
    }
    for branch in branches {
      let windows = [start] + branch.entries.map(\.window) + [branch.end]
      guard zip(windows, windows.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw InvalidField("the edits of branch \(branch.number) are not in order")
      }
    }
  }

  private mutating func branch(
    from decoder: inout BinaryDecoder, _ known: inout [Int: Edit]
  ) throws -> Branch {
    let number = try decoder.integer("the number of a branch", in: 1...(1 << 53))
    let name = try decoder.optional("a name") {
      try $0.string("the name of a branch", atMost: SessionFormat.nameLimit)
    }
    let parent = try decoder.optional("a parent") {
      try $0.integer("the parent of a branch", in: 1...(1 << 53))
    }
    let start = try decoder.integer("the first window of a branch", in: Self.counts)
    let end = try decoder.integer("the last window of a branch", in: Self.counts)
    let mean = try decoder.optional("a mean loss") { try $0.double("the mean loss of a branch") }
    let entries = try decoder.list("the edits of a branch") { decoder in
      let window = try decoder.integer("the window of an edit", in: Self.counts)
      let id = try decoder.integer("the number of an edit", in: Self.counts)
      if try decoder.flag("whether the edit is new") { known[id] = try edit(from: &decoder) }
      guard let edit = known[id] else { throw InvalidField("edit \(id) is missing") }
      return History.Entry(window: window, edit: edit, id: id)
    }
    return Branch(
      number: number, name: name, parent: parent, start: start, end: end, entries: entries,
      meanLoss: mean)
  }

  private mutating func origin(from decoder: inout BinaryDecoder) throws -> SavedOrigin {
    let number = try decoder.integer("the first window of the history", in: Self.counts)
    let position = Position(
      epoch: try decoder.integer("an epoch", in: 0...Int(Int32.max)),
      token: try decoder.integer("a token", in: 0...Int(Int32.max)))
    var saved = SavedOrigin(try settings(from: &decoder))
    saved.number = number
    saved.position = position
    saved.omissions = try omissions(from: &decoder)
    saved.tally = try tally(from: &decoder)
    saved.divergence = try decoder.optional("a divergence", SavedSession.divergence)
    return saved
  }

  func tally(from decoder: inout BinaryDecoder) throws -> RunTally {
    let losses = try decoder.list("the recent losses") { try $0.double("a loss") }
    let sum = try decoder.double("the sum of losses")
    let draws = try decoder.list("the counts of draws") {
      try $0.integer("a count of draws", in: Self.counts)
    }
    guard losses.count <= RunTally.keptLosses, draws.isEmpty || draws.count == words else {
      throw InvalidField("the counts of the run do not fit its vocabulary")
    }
    return RunTally(recentLosses: losses, lossSum: sum, draws: draws)
  }

  func losses(from decoder: inout BinaryDecoder) throws -> LossHistory {
    let entries = try decoder.list("the losses") { decoder in
      LossHistory.Entry(
        window: try decoder.integer("the window of a loss", in: Self.counts),
        loss: try decoder.double("a loss"), sumBefore: try decoder.double("a sum of losses"))
    }
    let stops = try decoder.list("the stops") { try $0.integer("a stop", in: Self.counts) }
    let windows = entries.map(\.window)
    guard entries.count <= LossHistory.limit, stops.count <= LossHistory.stopLimit,
      zip(windows, windows.dropFirst()).allSatisfy({ $0 < $1 }),
      zip(stops, stops.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw InvalidField("the losses are not in order") }
    return LossHistory(entries: entries, stops: stops)
  }

  private mutating func settings(from decoder: inout BinaryDecoder) throws -> Hyperparameters {
    var saved = SavedSession()
    let limit = SessionFormat.nameLimit
    let values = try decoder.list("the settings of an edit") { decoder in
      let name = try decoder.string("the name of a setting", atMost: limit)
      return (name: name, text: try decoder.string(name, atMost: limit))
    }
    for (name, text) in values { try saved.set(name, to: text) }
    unknownSetting = unknownSetting ?? saved.unknownSetting
    return saved.hyperparameters
  }

  func omissions(from decoder: inout BinaryDecoder) throws -> Omissions {
    var omissions = Omissions()
    func ranges(_ field: String) throws -> RangeSet<Int> {
      RangeSet(
        try decoder.list(field) { decoder in
          let first = try decoder.integer(field, in: Self.counts)
          return first..<(try decoder.integer(field, in: first...(1 << 53)))
        })
    }
    omissions.windows = try ranges("the omitted windows")
    omissions.sentences = try ranges("the omitted sentences")
    omissions.pairs = Set(
      try decoder.list("the omitted pairs") {
        Omissions.Pair(
          center: try $0.integer("a center word", in: wordRange),
          outside: try $0.integer("an outside word", in: wordRange))
      })
    omissions.words = Set(
      try decoder.list("the omitted words") { try $0.integer("an omitted word", in: wordRange) })
    return omissions
  }

  private mutating func edit(from decoder: inout BinaryDecoder) throws -> Edit {
    let name = try decoder.string("the kind of an edit", atMost: SessionFormat.nameLimit)
    guard let kind = EditKind(rawValue: name) else {
      throw InvalidField("the kind of an edit is \(name)")
    }
    switch kind {
    case .settings: return .settings(try settings(from: &decoder))
    case .overrides:
      var saved = SavedSession()
      saved.words = words
      try saved.readOverrides(from: &decoder)
      return .overrides(saved.overrides)
    case .omissions: return .omissions(try omissions(from: &decoder))
    case .assignment: return .assignment(try assignment(from: &decoder))
    case .vectors:
      let side = try side(from: &decoder)
      let words = try decoder.list("the words of loaded vectors") {
        try $0.integer("a word", in: wordRange)
      }
      let components = try decoder.list("loaded vectors") {
        Float(bitPattern: UInt32(try $0.integer("a component", in: 0...Int(UInt32.max))))
      }
      guard components.count == words.count * dimension else {
        throw InvalidField("loaded vectors have another dimension")
      }
      return .vectors(
        side, LoadedVectors(dimension: dimension, words: words, components: components))
    }
  }

  private func side(from decoder: inout BinaryDecoder) throws -> Side {
    try decoder.flag("whether an outside vector was written") ? .outside : .center
  }

  private func assignment(from decoder: inout BinaryDecoder) throws -> Assignment {
    let side = try side(from: &decoder)
    let word = try decoder.integer("the word of an edit", in: wordRange)
    let component = try decoder.optional("a component") {
      try $0.integer("the component of an edit", in: 0...dimension - 1)
    }
    let values = try decoder.list("the numbers of an edit") { try $0.double("a number") }
    guard values.count == (component == nil ? dimension : 1),
      values.allSatisfy({ Float($0).isFinite })
    else { throw InvalidField("the numbers of an edit do not fit a row") }
    return Assignment(side: side, word: word, component: component, values: values)
  }
}
