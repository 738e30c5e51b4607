import TestSupport
import Testing
import Word2Vec

@testable import Debugger
@testable import Runs

@Suite("Help on concepts")
struct HelpTests {
  @Test(
    "There is help on every concept",
    arguments: [
      "notation", "objective", "softmax", "negative-sampling", "windows", "draws", "randomness",
      "convention", "precision", "time-travel", "time travel", "derivation", "checking", "stops",
      "expressions", "files", "plots", "layouts", "keys", "direction",
    ])
  func concepts(name: String) throws {
    let text = try Session.ofRoyals().succeed("help \(name)")
    #expect(text.contains("\ntry:\n"))
  }

  @Test("Topics end with commands that run, on the bundled text", arguments: HelpTopic.all)
  func examples(topic: HelpTopic) throws {
    #expect(topic.text.hasSuffix(topic.examples.map { "  " + $0 }.joined(separator: "\n")))
    // Commands that write files have their own tests.
    for example in topic.examples
    where !["save", "export", "record"].contains(ParsedLine(example)?.name) {
      let session = Session(corpus: try Session.defaultCorpus())
      session.host.hasPanes = true
      session.succeed("set objective negative-sampling", "step 3")
      #expect(session.outcome(example).failure == nil, "\(example)")
    }
  }

  @Test("An ambiguous name is explained in all its meanings, with a hint at the end")
  func severalThings() throws {
    let session = try Session.ofRoyals()
    let step = session.succeed("help step")
    #expect(step.contains("usage: step") && step.contains("number of the pending window"))
    let draws = session.succeed("help draws")
    #expect(draws.hasPrefix("set draws VALUE") && draws.contains("replacement"))
    #expect(draws.trimmingBlanks.hasSuffix("plot samples"))
    let window = session.succeed("help window")
    #expect(window.contains("usage: window") && window.contains("never cross it"))
  }

  @Test("Every objective has a topic", arguments: Objective.allCases)
  func objectives(objective: Objective) {
    #expect(
      HelpTopic.all.contains { $0.name == objective.rawValue },
      "the objective '\(objective.rawValue)' has no topic of help; add one to HelpTopic.all")
  }

  @Test("Every kind of file is in the help on files", arguments: FileKind.all)
  func files(kind: FileKind) throws {
    #expect(try Session.ofRoyals().succeed("help files").contains(kind.content))
  }
}
