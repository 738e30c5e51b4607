import Testing

@testable import Debugger

@Suite("The manual page")
struct ManualTests {
  private let text = Manual(
    flags: [Manual.Flag(names: ["--eta"], value: "x", meaning: "The learning rate.")],
    version: "1.2.3"
  ).text

  @Test("Every entry of every table is in it")
  func tables() {
    func bold(_ text: String) -> String { ManualPage.bold(text) }
    for command in Command.all {
      for form in command.usage.replacing("  |  ", with: "\n").split(separator: "\n") {
        #expect(text.contains(bold(String(form))), "\(form)")
      }
      for example in command.examples { #expect(text.contains(bold(example))) }
    }
    for setting in Setting.all { #expect(text.contains("\n\(bold(setting.name))\n")) }
    for symbol in Symbol.all { #expect(text.contains(bold(symbol.usage))) }
    for function in ExpressionFunction.all { #expect(text.contains(bold(function.usage))) }
    for layout in PaneLayout.all { #expect(text.contains(bold(layout.text))) }
    for key in PaneKey.all { #expect(text.contains(bold(key.caps))) }
    for topic in HelpTopic.all where topic.name != "keys" {
      #expect(text.contains(".SS \"\(ManualPage.escaped(topic.title))\""))
    }
    #expect(text.contains("\(bold("--eta")) \\fIX\\fP\nThe learning rate."))
    #expect(text.hasPrefix(".TH SGDB 1 \"\" \"sgdb 1.2.3\"\n"))
  }

  @Test("It is ASCII, and no line of text is taken for a request")
  func lines() {
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    let requests: Set<Substring> = [
      ".TH", ".nh", ".ad", ".SH", ".SS", ".PP", ".TP", ".TQ", ".IP", ".nf", ".fi",
    ]
    for line in text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains(line.prefix { $0 != " " }), "\(line)")
    }
  }

  @Test(
    "Nothing is taken for roff",
    arguments: [
      ("a\\b", "a\\eb"), ("-x", "\\-x"), ("it's", "it\\(aqs"), ("x^2", "x\\(ha2"),
      ("ŷ", "\\[u0177]"), ("σ(x)", "\\[u03C3](x)"), ("𝕁", "\\[u1D541]"), ("a\nb", "a b"),
    ])
  func escaping(text: String, roff: String) {
    #expect(ManualPage.escaped(text) == roff)
  }

  @Test("A paragraph that begins with a dot stays text")
  func leadingDots() {
    var page = ManualPage()
    page.paragraph(".SH nothing")
    page.paragraph("'quoted'")
    #expect(page.text == ".PP\n\\&.SH nothing\n.PP\n\\(aqquoted\\(aq\n")
  }
}
