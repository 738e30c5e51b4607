import ArgumentParser
import Debugger
import Glibc
import Terminal

/// The program and its flags.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sgdb",
    abstract: "A debugger for stochastic gradient descent on word2vec's skip-gram model.",
    discussion: """
      Opens a text in panes, before its first window. Panes show the next update, term \
      by term, at the current parameters. Type step, toggle, derive, help.
      """,
    version: Version.description)

  @ArgumentParser.Argument(
    help: """
      A text file, a session file (.sgdbs), the name of a bundled corpus, or - for standard input.
      """,
    completion: .custom { _, _, prefix in corpusCandidates(startingWith: prefix) })
  var corpus: String?

  @Option(
    name: [.customShort("x")],
    help: ArgumentHelp(
      "Run the commands of a file. May be repeated, also among -ex.", valueName: "file"),
    completion: .file())
  var file: [String] = []

  @Option(
    name: [.customLong("ex", withSingleDash: true)],
    help: ArgumentHelp("Run a command. May be repeated, also among -x.", valueName: "command"))
  var command: [String] = []

  @Flag(
    name: [.long, .customLong("batch", withSingleDash: true)],
    help: "Run -x and -ex, then exit: with status 1 as soon as a command fails.")
  var batch = false

  @Flag(help: "No panes: commands and their output line by line.")
  var plain = false

  @Flag(
    name: [.customLong("nx", withSingleDash: true)],
    help: "Skip the init file, $XDG_CONFIG_HOME/sgdb/init.sgdb.")
  var skipsInitFile = false

  @Flag(
    help: "Let no command write files, or read them outside the folder of its script.")
  var untrusted = false

  @OptionGroup(title: "Initial settings")
  var settings: InitialSettings

  @Option(
    help: ArgumentHelp("Take the center vectors V from a file.", valueName: "file"),
    completion: .file())
  var vectors: String?

  @Option(
    help: ArgumentHelp("Take the outside vectors U from a file.", valueName: "file"),
    completion: .file())
  var outsideVectors: String?

  @Option(help: "Whether to colour: auto, always or never.")
  var color = ColorChoice.auto

  @Flag(help: "Spell symbols and draw lines in ASCII.")
  var ascii = false

  @Flag(help: ArgumentHelp("Print the manual page.", visibility: .hidden))
  var generateManual = false

  /// Runs the program.
  static func main() {
    openStandardStreams()
    do {
      let scan = try StartCommandScan(Array(Swift.CommandLine.arguments.dropFirst()))
      let program = parsed(scan.others)
      if program.generateManual {
        print(try manual(), terminator: "")
        return
      }
      Glibc.exit(try program.debug(scan.commands))
    } catch {
      fail(error)
    }
  }

  /// The program's flags; ends the program where they ask for help or are wrong.
  private static func parsed(_ arguments: [String]) -> Program {
    do {
      return try parse(arguments)
    } catch {
      exit(withError: error)
    }
  }

  private func debug(_ commands: [StartCommand]) throws -> Int32 {
    var options = SessionOptions()
    options.corpus = corpus
    options.settings = settings.typed
    options.vectors = vectors
    options.outsideVectors = outsideVectors
    options.initFile = skipsInitFile ? nil : userInitFile()
    options.commands = commands
    options.isBatch = batch
    options.isUntrusted = untrusted
    options.color = color
    let console = Console(corpusOnInput: corpus == "-", isPlain: plain || batch)
    let showsUnicode = localeShowsUnicode()
    options.usesASCII = ascii || !showsUnicode || console.hasFewCharacters
    options.isPlain = !console.showsPanes
    options.hasPrompt = console.isInteractive && !batch
    return try serve(Session.start(options), options, on: console)
  }

  private static func fail(_ error: any Error) -> Never {
    let isUsage = error is UsageError
    let advice = isUsage ? "Try sgdb --help.\n" : ""
    write(STDERR_FILENO, "sgdb: \(error)\n\(advice)")
    Glibc.exit(isUsage ? EX_USAGE : EXIT_FAILURE)
  }
}
