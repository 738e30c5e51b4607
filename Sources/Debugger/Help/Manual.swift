import Corpora

/// The manual page, generated from the tables of help, in the macros of man(7).
package struct Manual {
  /// A flag of the program.
  package struct Flag: Sendable {
    /// Its spellings, as `--eta`.
    package var names: [String]
    /// The name of its value, if it takes one.
    package var value: String?
    /// A description, in whole sentences.
    package var meaning: String

    package init(names: [String], value: String?, meaning: String) {
      (self.names, self.value, self.meaning) = (names, value, meaning)
    }
  }

  private let flags: [Flag]
  private let version: String
  private var page = ManualPage()

  /// - Parameters:
  ///   - flags: The flags of the program, in the order to show them.
  ///   - version: The version of the program.
  package init(flags: [Flag], version: String) {
    self.flags = flags
    self.version = version
  }

  /// The page.
  package var text: String {
    var manual = self
    manual.write()
    return manual.page.text
  }

  private mutating func write() {
    page.title("SGDB", section: 1, source: "sgdb \(version)")
    page.section("Name")
    page.line("sgdb \\- a debugger for stochastic gradient descent on word2vec's skip\\-gram model")
    page.section("Synopsis")
    page.line("\\fBsgdb\\fP [\\fICORPUS\\fP | \\fISESSION\\fP.sgdbs] [\\fIoptions\\fP]")
    page.section("Description")
    page.paragraph(
      """
      sgdb trains on a text window by window and shows every score, every probability and every \
      term of every gradient before each update. It can step, go back bit for bit, break where a \
      condition is true, switch between full softmax and negative sampling on the same window, and \
      check each line of the derivation with the numbers of the window.
      """)
    page.paragraph(
      """
      CORPUS is a text file with one sentence per line, - for standard input, or a bundled text: \
      \(BundledTexts.names.joined(separator: ", ")) (default: \(BundledTexts.defaultName)).
      """)
    writeFlags()
    writeCommands()
    writeSettings()
    writeExpressions()
    writeScreen()
    writeTopics()
    writeFiles()
    writeEnd()
  }

  /// Paragraphs under tags.
  private mutating func items(_ items: [(tag: String, text: String)]) {
    for item in items { page.item([ManualPage.bold(item.tag)], item.text) }
  }

  private mutating func writeFlags() {
    page.section("Options")
    for flag in flags {
      let value = flag.value.map { " \\fI\(ManualPage.escaped($0.uppercased()))\\fP" } ?? ""
      page.item(
        [flag.names.map { ManualPage.bold($0) + value }.joined(separator: ", ")], flag.meaning)
    }
  }

  private mutating func writeCommands() {
    page.section("Commands")
    page.paragraph(
      """
      Commands can be typed by unambiguous prefixes or the abbreviations in parentheses. Enter on \
      an empty line repeats commands such as `step`; # begins a comment. Put arguments with blanks \
      in double quotes.
      """)
    for group in Command.Group.allCases {
      page.subsection(group.rawValue)
      for command in Command.all where command.group == group {
        var forms = command.usage.forms.map(ManualPage.bold)
        if !command.abbreviations.isEmpty {
          forms[0] +=
            " (" + command.abbreviations.map(ManualPage.bold).joined(separator: ", ") + ")"
        }
        page.item(forms, command.summary.capitalizedFirst + ".")
        if !command.details.isEmpty { page.continued(command.details) }
        page.examples(command.examples, isContinued: true)
      }
    }
  }

  private mutating func writeSettings() {
    page.section("Settings")
    page.paragraph("`set NAME VALUE` changes a setting, `show` lists all settings.")
    for kind in Setting.Kind.allCases {
      page.subsection(kind.rawValue.capitalizedFirst)
      page.paragraph(kind.effect)
      items(
        Setting.all.filter { $0.kind == kind }.map {
          ($0.name, "\($0.summary.capitalizedFirst); \($0.expected).")
        })
    }
  }

  private mutating func writeExpressions() {
    page.section("Expressions")
    page.paragraph(
      """
      `print`, `display`, `until`, `watch` and conditions of breakpoints take expressions: numbers, \
      + - * / **, comparisons, && || !, parentheses and [i] on vectors. Any other name is a \
      word; where a vector is expected, a word means its center vector; a name in double quotes is \
      always a word.
      """)
    items(
      (Symbol.all.map { ($0.usage, $0.meaning) }
        + ExpressionFunction.all.map { ($0.usage, $0.meaning) }).map {
          ($0, $1.capitalizedFirst + ".")
        })
  }

  private mutating func writeScreen() {
    page.section("Layouts")
    items(PaneLayout.all.map { ($0.name, "\($0.summary.capitalizedFirst): `\($0.text)`.") })
    page.section("Keys")
    for part in KeyCard.parts {
      page.subsection(part.title)
      items(part.rows.map { ($0.keys, $0.meaning.capitalizedFirst + ".") })
    }
  }

  private mutating func writeTopics() {
    page.section("Concepts")
    // Keys have their section.
    for topic in HelpTopic.all where topic.name != "keys" {
      page.subsection(topic.title)
      for paragraph in topic.paragraphs where !paragraph.isEmpty { page.paragraph(paragraph) }
      page.examples(topic.examples, isContinued: false)
    }
  }

  private mutating func writeFiles() {
    page.section("Files")
    for kind in FileKind.all {
      page.item(
        [kind.extensions.map(ManualPage.bold).joined(separator: ", ")],
        kind.content.capitalizedFirst + ".")
    }
    items([
      ("~/.config/sgdb/init.sgdb", "Commands run at every start, before all others."),
      ("~/.local/state/sgdb/history", "The lines of earlier runs."),
      ("~/.inputrc", "GNU Readline's settings; `$if sgdb` is for sgdb alone."),
    ])
  }

  private mutating func writeEnd() {
    page.section("Environment")
    items([
      ("NO_COLOR", "If set and not empty, disables colours unless `--color always` is given."),
      (
        "LC_ALL, LC_CTYPE, LANG",
        "If the character set is not UTF-8, symbols are spelled in ASCII."
      ),
      (
        "SGDB_LEVEL",
        "The level of processor whose kernels are used, of those that it has: baseline, v3 or v4; "
          + "otherwise the fastest. Results are the same."
      ),
      (
        "TERM",
        "The terminal; without cursor positioning sgdb uses line mode, on the Linux console panes "
          + "in ASCII."
      ),
      (
        "XDG_CONFIG_HOME, XDG_STATE_HOME",
        "The folders of the init file and of the command history."
      ),
    ])
    page.section("Exit status")
    items([
      ("0", "Success."), ("1", "A command of a script or a file failed."),
      ("64", "Wrong usage of options."),
    ])
    page.section("Examples")
    page.examples(
      [
        "sgdb", "sgdb --objective negative-sampling --negatives 3 fox",
        "sgdb --batch -ex \"finish epoch\" -ex \"save vectors v.txt\" text.txt",
        "sgdb --generate-completion-script bash", "sgdb --generate-manual | man -l -",
      ], isContinued: false)
    page.section("See also")
    page.line("\\fBgdb\\fP(1), \\fBreadline\\fP(3), \\fBasciinema\\fP(1)")
    page.section("Licence")
    page.paragraph("GPL-3.0-or-later.")
  }
}

extension String {
  /// The text with its first letter, if it is ASCII, in upper case.
  fileprivate var capitalizedFirst: String {
    guard let first, first.isASCII else { return self }
    return first.uppercased() + dropFirst()
  }

  /// The alternative forms of a usage.
  fileprivate var forms: [String] {
    replacing("  |  ", with: "\n").split(separator: "\n").map(String.init)
  }
}
