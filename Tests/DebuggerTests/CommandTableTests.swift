import FuzzTargets
import TestSupport
import Testing

@testable import Debugger
@testable import Runs

@Suite("The command table")
struct CommandTableTests {
  @Test("Names and abbreviations are unique")
  func uniqueNames() {
    let names = Command.all.flatMap { [$0.name] + $0.abbreviations }
    #expect(Set(names).count == names.count)
  }

  @Test("Every command has usage, a one-line summary and help", arguments: Command.all)
  func help(command: Command) throws {
    #expect(command.usage.hasPrefix(command.name))
    #expect(!command.summary.isEmpty, "the command '\(command.name)' has no summary")
    #expect(!command.summary.contains("\n"))
    #expect(command.summary.last != ".")
    let session = try Session.ofRoyals()
    let help = session.succeed("help \(command.name)")
    #expect(help.contains(command.usage))
    for line in help.split(separator: "\n") { #expect(columnWidth(of: String(line)) <= 100) }
    #expect(session.succeed("help all").contains(command.summary))
  }

  @Test("Examples in help are lines that name the command", arguments: Command.all)
  func examples(command: Command) throws {
    let parameters = command.usage.dropFirst(command.name.count).filter { !" [N…]".contains($0) }
    #expect(
      command.usage == command.name || !command.examples.isEmpty,
      "the command '\(command.name)' takes arguments and has no examples")
    #expect(
      parameters.isEmpty || !command.arguments.isEmpty || Self.freeText.contains(command.name),
      "the command '\(command.name)' takes arguments that completion does not know")
    for example in command.examples {
      let parsed = try #require(ParsedLine(example))
      #expect(try Command.named(parsed.name).name == command.name)
    }
  }

  @Test("A name, an abbreviation and any unambiguous prefix find a command")
  func prefixes() throws {
    let names = Command.all.map(\.name)
    for command in Command.all {
      for short in command.abbreviations + [command.name] {
        #expect(try Command.named(short).name == command.name)
      }
      for length in 1..<command.name.count {
        let prefix = String(command.name.prefix(length))
        let isTaken = Command.all.contains {
          $0.name == prefix || $0.abbreviations.contains(prefix)
        }
        if isTaken || names.count(where: { $0.hasPrefix(prefix) }) > 1 { continue }
        #expect(try Command.named(prefix).name == command.name)
      }
    }
  }

  @Test("An ambiguous prefix names the candidates")
  func ambiguous() throws {
    #expect(throws: CommandError.self) { try Command.named("re") }
    let session = try Session.ofRoyals()
    let failure = try #require(session.outcome("re").failure)
    for name in ["record", "refresh", "reverse-continue", "reverse-step"] {
      #expect(failure.contains(name))
    }
  }

  @Test(
    "A mistyped command suggests the nearest",
    arguments: [("setp", "step"), ("toogle", "toggle"), ("quti", "quit"), ("brake", "break")])
  func suggestions(typed: String, meant: String) throws {
    let failure = try #require(try Session.ofRoyals().outcome(typed).failure)
    #expect(failure.hasSuffix("; did you mean '\(meant)'?"))
  }

  /// Commands whose argument can be any text.
  private static let freeText: Set<String> = ["apropos", "echo", "pause"]

  @Test("A wrong argument is an error that names it or the usage", arguments: Command.all)
  func wrongArgument(command: Command) throws {
    guard !Self.freeText.contains(command.name) else { return }
    let session = try Session.ofRoyals()
    session.succeed("break king", "step 4", "back")
    let before = Snapshot(session)
    let failure = try #require(session.outcome("\(command.name) (((").failure)
    #expect(
      failure.contains("(((") || failure.contains("usage: \(command.name)"), "\(failure)")
    #expect(Snapshot(session) == before)
  }

  @Test("A missing argument is an error that shows the usage", arguments: Command.all)
  func missingArgument(command: Command) throws {
    let session = try Session.ofRoyals()
    guard let failure = session.outcome(command.name).failure else { return }
    #expect(failure.contains("usage: \(command.usage)") || !failure.contains("missing"))
  }

  @Test("Every argument is completed", arguments: Command.all)
  func completion(command: Command) throws {
    let session = try Session.ofRoyals()
    session.succeed("break king")
    var line = command.name + " "
    // An expression goes to the end of the line.
    let last = command.arguments.firstIndex(of: .expression) ?? command.arguments.count - 1
    for kind in command.arguments.prefix(last + 1) {
      let completions = session.completions(in: line, at: line.utf8.count)
      let isOpen = kind == .choice([]) || kind == .file
      #expect(isOpen || !completions.candidates.isEmpty, "\(line)")
      #expect(completions.start == line.utf8.count || kind == .expression)
      line += Self.sample(of: kind) + " "
    }
  }

  private static func sample(of kind: Command.ArgumentKind) -> String {
    switch kind {
    case .command: "step"
    case .setting: "objective"
    case .settingValue: "softmax"
    case .word, .expression: "king"
    case .file: "file"
    case .corpus: "fox"
    case .preset: "fox"
    case .topic: "softmax"
    case .exported: "screen"
    case .plot: "projection"
    case .plotArgument: "zoom"
    case .layout: "step"
    case .pane, .panes: "scores"
    case .choice(let names): names.first ?? "1"
    case .stop, .branch: "1"
    case .either(let kinds): kinds.last.map(sample) ?? ""
    }
  }

  @Test("The start of a name is completed to it", arguments: Command.all)
  func nameCompletion(command: Command) throws {
    let session = try Session.ofRoyals()
    let typed = String(command.name.prefix(3))
    #expect(session.completions(in: typed, at: typed.utf8.count).candidates.contains(command.name))
    let nested = "with eta 1 -- " + typed
    let completions = session.completions(in: nested, at: nested.utf8.count)
    #expect(completions.candidates.contains(command.name))
    #expect(completions.start == nested.utf8.count - typed.utf8.count)
  }

  @Test("Every topic has text and examples that are commands", arguments: HelpTopic.all)
  func topics(topic: HelpTopic) throws {
    let session = try Session.ofRoyals()
    #expect(session.succeed("help \(topic.name)").contains(topic.title))
    #expect(!topic.examples.isEmpty)
    for example in topic.examples {
      let parsed = try #require(ParsedLine(example))
      #expect(throws: Never.self) { try Command.named(parsed.name) }
    }
  }

  @Test("help explains every name that it completes")
  func everyTopic() throws {
    let session = try Session.ofRoyals()
    for name in Set(Command.topicNames) {
      #expect(session.outcome("help \(name)").failure == nil, "\(name)")
      #expect(!session.outcome("apropos \(name)").text.contains("nothing mentions"), "\(name)")
    }
    // A command and a setting, a setting cut short, a function.
    let negatives = session.succeed("help negatives")
    #expect(negatives.contains("usage: negatives") && negatives.contains("set negatives VALUE"))
    #expect(session.succeed("help dimen").contains("set dimension VALUE"))
    #expect(session.succeed("help cos").contains("cos(a, b)"))
  }

  @Test("Enter repeats a command that can be repeated, and no other")
  func repetition() throws {
    let session = try Session.ofRoyals()
    session.succeed("step")
    session.succeed("")
    #expect(session.run.number == 2)
    session.succeed("toggle")
    let objective = session.hyperparameters.objective
    session.succeed("")
    #expect(session.hyperparameters.objective == objective)
    #expect(session.run.number == 2)
  }
}
