/// A page in the macros of man(7).
struct ManualPage {
  private(set) var text = ""
  /// Whether the last line was a heading, which begins a paragraph.
  private var isBelowHeading = false

  /// The header, written first.
  mutating func title(_ name: String, section: Int, source: String) {
    line(".TH \(name) \(section) \"\" \"\(Self.escaped(source))\"")
    // No hyphenation, ragged lines: commands are shown as they are typed.
    line(".nh")
    line(".ad l")
  }

  mutating func section(_ title: String) {
    line(".SH \"\(Self.escaped(title.uppercased()))\"")
    isBelowHeading = true
  }

  mutating func subsection(_ title: String) {
    line(".SS \"\(Self.escaped(title))\"")
    isBelowHeading = true
  }

  /// A paragraph; text in backticks is bold.
  mutating func paragraph(_ text: String) {
    if !isBelowHeading { line(".PP") }
    line(Self.marked(text))
  }

  /// A paragraph that is indented under tags, each a line of roff.
  mutating func item(_ tags: [String], _ text: String) {
    for (index, tag) in tags.enumerated() {
      line(index == 0 ? ".TP" : ".TQ")
      line(tag)
    }
    line(Self.marked(text))
  }

  /// Another paragraph under the same tags.
  mutating func continued(_ text: String) {
    line(".IP")
    line(Self.marked(text))
  }

  /// Example commands.
  mutating func examples(_ commands: [String], isContinued: Bool) {
    guard !commands.isEmpty else { return }
    if isContinued || !isBelowHeading { line(isContinued ? ".IP" : ".PP") }
    line(".nf")
    for command in commands { line(Self.bold(command)) }
    line(".fi")
  }

  /// A line of roff.
  mutating func line(_ roff: String) {
    text += roff + "\n"
    isBelowHeading = false
  }

  /// Text in bold.
  static func bold(_ text: String) -> String {
    "\\fB" + escaped(text) + "\\fP"
  }

  /// Text with the parts in backticks in bold.
  private static func marked(_ text: String) -> String {
    var result = ""
    for (index, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    {
      result += index % 2 == 0 ? escaped(String(piece)) : bold(String(piece))
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }

  /// Text with roff's special characters escaped; newlines become blanks.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      // Alternatives in a row may be longer than a line.
      case "|": result += "|\\:"
      case "\n": result += " "
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default: result += "\\[u\(hexadecimal(scalar.value, digits: 4, uppercase: true))]"
      }
    }
  }
}
