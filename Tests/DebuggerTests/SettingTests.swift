import FuzzTargets
import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Settings")
struct SettingTests {
  @Test("Names are unique, and summaries one line")
  func names() {
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    for setting in Setting.all {
      #expect(!setting.summary.isEmpty)
      #expect(!setting.summary.contains("\n"))
    }
  }

  /// Values a setting takes, as they are typed and shown.
  private static func samples(_ setting: Setting) -> [String] {
    if setting.takesFile { return ["off", "/dev/null"] }
    if let range = range(setting) {
      // A larger vocabulary limit would leave no window.
      return setting.name == "min-count"
        ? ["1", "2"] : ["\(range.lowerBound)", "\(min(range.upperBound, range.lowerBound + 7))"]
    }
    let names = setting.candidates(SettingsDraft())
    if !names.isEmpty { return names }
    return (setting.name == "power" ? ["0", "0.75", "1"] : ["0", "0.1", "1e-05"])
      .filter { accepts(setting, $0) }
  }

  /// The range of whole numbers in a setting's help.
  private static func range(_ setting: Setting) -> ClosedRange<Int>? {
    let numbers = setting.expected.split(separator: " ").compactMap { Int($0) }
    guard setting.expected.hasPrefix("a whole number"), let first = numbers.first else {
      return nil
    }
    return first...(numbers.dropFirst().first ?? .max)
  }

  private static func accepts(_ setting: Setting, _ value: String) -> Bool {
    var draft = SettingsDraft()
    return (try? setting.assign(value, to: &draft)) != nil
  }

  @Test("A setting takes the ends of the range that it tells, and nothing beyond")
  func ends() {
    for setting in Setting.all {
      guard let range = Self.range(setting) else { continue }
      #expect(Self.accepts(setting, "\(range.lowerBound)"))
      #expect(Self.accepts(setting, "\(range.upperBound)"))
      #expect(!Self.accepts(setting, "\(range.lowerBound - 1)"))
      #expect(!Self.accepts(setting, "\(UInt(range.upperBound) + 1)"))
    }
  }

  @Test("A setting accepts its own text", arguments: Setting.all)
  func drafts(setting: Setting) throws {
    for value in Self.samples(setting) {
      var draft = SettingsDraft()
      try setting.assign(value, to: &draft)
      #expect(setting.text(draft) == value)
      var other = SettingsDraft()
      try setting.assign(try #require(setting.text(draft)), to: &other)
      #expect(other == draft)
    }
  }

  /// Values stored beside settings that other commands write.
  private static let storedBesideSettings: Set = ["ownLayouts", "alone", "heightsByLayout"]

  /// The stored values of a draft, by the names of their properties.
  private static func storedValues(_ draft: SettingsDraft) -> [String: String] {
    let parts: [Any] = [draft.hyperparameters, draft.text, draft.interface, draft.interface.screen]
    return parts.reduce(into: [:]) { values, part in
      for (name, value) in Mirror(reflecting: part).children where !(value is ScreenSettings) {
        if let name { values[name] = "\(value)" }
      }
    }
  }

  @Test("Every stored value is changed by a setting")
  func stored() throws {
    let defaults = Self.storedValues(SettingsDraft())
    var unset = Set(defaults.keys).subtracting(Self.storedBesideSettings)
    for setting in Setting.all {
      for value in Self.samples(setting) + setting.candidates(SettingsDraft()) {
        var draft = SettingsDraft()
        try setting.assign(value, to: &draft)
        unset.subtract(Self.storedValues(draft).filter { $0.value != defaults[$0.key] }.keys)
      }
    }
    for name in unset.sorted() {
      Issue.record(
        "'\(name)' is stored with the settings, and no row of SettingTable.swift sets it")
    }
  }

  @Test("Every setting survives set and show", arguments: Setting.all)
  func survives(setting: Setting) throws {
    for value in Self.samples(setting) {
      let session = try Session.ofRoyals()
      session.succeed("set \(setting.name) \(value)")
      #expect(setting.get(session) == value)
      #expect(session.succeed("show \(setting.name)").hasPrefix("\(setting.name) \(value)"))
    }
  }

  @Test("`with` sets a setting back, also when its command fails", arguments: Setting.all)
  func withRestores(setting: Setting) throws {
    for value in Self.samples(setting) {
      let session = try Session.ofRoyals()
      session.succeed("step 2", "back")
      let before = Snapshot(session)
      guard setting.kind != .rebuilding else {
        #expect(session.outcome("with \(setting.name) \(value) -- where").failure != nil)
        continue
      }
      session.succeed("with \(setting.name) \(value) -- where")
      #expect(Snapshot(session) == before)
      for command in ["print nonsense", "nonsense", "step 1 2"] {
        #expect(session.outcome("with \(setting.name) \(value) -- \(command)").failure != nil)
        #expect(Snapshot(session) == before)
      }
    }
  }

  @Test("`with` sets a setting back when its command is interrupted")
  func withRestoresAfterInterruption() throws {
    let session = try Session.ofRoyals()
    session.succeed("set epochs 1000")
    session.run.checkpointInterval = 1
    session.interrupt(before: 10)
    _ = session.apply("with eta 0.5 -- continue")
    _ = session.interrupt()
    session.letFinish()
    #expect(session.hyperparameters.learningRate == 0.1)
    #expect(session.run.number == 10)
    session.succeed("goto 3", "goto 10", "print J")
    #expect(session.hyperparameters.learningRate == 0.1)
  }

  @Test("Steps under `with` are recorded with its settings")
  func withIsRecorded() throws {
    let session = try Session.ofRoyals()
    session.succeed("with eta 0.5 -- step 3")
    let hash = session.run.parameters.hash()
    session.succeed("step", "goto 0", "goto 3")
    #expect(session.run.parameters.hash() == hash)
    #expect(session.hyperparameters.learningRate == 0.1)
    let plain = try Session.ofRoyals()
    plain.succeed("set eta 0.5", "step 3")
    #expect(plain.run.parameters.hash() == hash)
  }

  @Test("`with` nests, the inner setting going back first")
  func withNests() throws {
    let session = try Session.ofRoyals()
    let text = session.succeed("with eta 0.5 -- with objective negative-sampling -- info settings")
    #expect(text.contains("0.5"))
    #expect(text.contains("negative-sampling"))
    #expect(session.hyperparameters == Hyperparameters())
    session.succeed("with eta 0.5 -- with objective negative-sampling -- step")
    #expect(session.hyperparameters == Hyperparameters())
  }

  @Test("`with` holds for the whole script that its command runs")
  func withHoldsForScripts() throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let path = try folder.write("print eta\nwith eta 2 -- print eta\nprint eta\n", to: "a.sgdb")
    let text = session.succeed("with eta 0.5 -- source \(path)")
    #expect(text == "$1 = 0.5\n$2 = 2\n$3 = 0.5\n")
    #expect(session.hyperparameters.learningRate == 0.1)
  }

  @Test("An invalid value is an error with the expected values", arguments: Setting.all)
  func wrongValues(setting: Setting) throws {
    let session = try Session.ofRoyals()
    let before = Snapshot(session)
    var values = ["\"\""]
    // Any text is the name of a file.
    if !setting.takesFile { values += ["nonsense", "nan", "-1", "1e400"] }
    for value in values {
      let failure = try #require(session.outcome("set \(setting.name) \(value)").failure)
      #expect(failure.contains(setting.name))
      #expect(failure.contains("expected"))
    }
    #expect(session.outcome("set \(setting.name)").failure != nil)
    #expect(session.outcome("set \(setting.name) 1 2").failure != nil)
    #expect(Snapshot(session) == before)
  }

  @Test("Prefixes of settings work, ambiguous ones name the candidates")
  func prefixes() throws {
    let session = try Session.ofRoyals()
    session.succeed("set dim 5", "set obj neg")
    #expect(session.hyperparameters.dimension == 5)
    #expect(session.hyperparameters.objective == .negativeSampling)
    let failure = try #require(session.outcome("set e 1").failure)
    #expect(failure.contains("epochs, eta") || failure.contains("eta, epochs"))
    #expect(failure.contains("ambiguous setting"))
  }

  @Test("A mistyped setting suggests the nearest")
  func suggestion() throws {
    let failure = try #require(try Session.ofRoyals().outcome("set dimenson 4").failure)
    #expect(failure.contains("did you mean 'dimension'?"))
  }

  @Test("Rebuilding settings start over, others do not", arguments: Setting.all)
  func startingOver(setting: Setting) throws {
    for value in Self.samples(setting) {
      let session = Session(corpus: try Session.defaultCorpus())
      session.succeed("step 3")
      guard setting.get(session) != value else { continue }
      session.succeed("set \(setting.name) \(value)")
      #expect(
        session.run.number == (setting.kind == .rebuilding ? 0 : 3),
        "set \(setting.name) \(value) does not do what a \(setting.kind.rawValue) setting does")
    }
  }

  @Test("A rebuilding setting starts over and says so; a training one does not")
  func kinds() throws {
    let session = try Session.ofRoyals()
    session.succeed("step 3", "set eta 0.2")
    #expect(session.run.number == 3)
    #expect(session.succeed("set seed 2").contains("starting over"))
    #expect(session.run.number == 0)
  }
}
