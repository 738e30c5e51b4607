import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("The window as a LaTeX document")
struct LaTeXTests {
  private static let latex = Tool.first(of: ["pdflatex"])

  @Test(
    "It compiles with pdflatex", .enabled(if: latex != nil, "pdflatex is not installed"),
    arguments: Objective.allCases, ["step 3", "set update pair", "window king : the the king"])
  func compiles(objective: Objective, line: String) async throws {
    let session = try Session.ofRoyals { $0.objective = objective }
    session.succeed(line)
    try await expectCompiles(session)
  }

  @Test(
    "Words of any content compile", .enabled(if: latex != nil, "pdflatex is not installed"),
    arguments: Objective.allCases)
  func words(objective: Objective) async throws {
    let text =
      #"\end{document} $x$ a_b^c #5 50% ~{}& "q" 'p' `r` ünï e\#u{301} Ørsted 中文 ŷ <=>| [a]"#
    let session = try Session.on(bytes: Array((text + " \u{FF}\n").utf8), tokenization: .raw) {
      $0.objective = objective
      $0.radius = 30
    }
    try await expectCompiles(session)
  }

  @Test(
    "Many words, many components and one of each compile",
    .enabled(if: latex != nil, "pdflatex is not installed"), arguments: Objective.allCases)
  func sizes(objective: Objective) async throws {
    let many = (0..<300).map { "w\($0)" }.joined(separator: " ")
    for (text, dimension) in [(many + "\n", 50), ("a a\n", 1), ("a b\n", 2)] {
      let session = try Session.on(text) {
        $0.objective = objective
        $0.dimension = dimension
        $0.radius = 20
      }
      try await expectCompiles(session)
    }
  }

  private func expectCompiles(_ session: Session) async throws {
    let latex = try #require(Self.latex)
    let folder = try TemporaryFolder()
    session.succeed("export \(folder.file("window.tex"))")
    let result = try await latex.run(
      ["-interaction=nonstopmode", "-halt-on-error", "window.tex"], in: folder.path)
    #expect(result.status == 0, "\(result.output.suffix(1500))")
    #expect(folder.names.contains("window.pdf"))
  }

  @Test("Numbers and long vectors are written for readers")
  func numbers() {
    #expect(latexNumber(0.1) == "0.1")
    #expect(latexNumber(1.23456789e-7) == #"1.2346\cdot 10^{-7}"#)
    #expect(latexNumber(.nan) == #"\text{not finite}"#)
    #expect(latexVector([1, 2, 3], limit: 3) == #"\left(1,\; 2,\; 3\right)"#)
    #expect(latexVector([1, 2, 3, 4], limit: 3) == #"\left(1,\; 2,\; \dots,\; 4\right)"#)
  }

  @Test("Text is escaped")
  func escapes() {
    #expect(latexText(#"a_b\"#) == #"a\_b\textbackslash{}"#)
    #expect(latexText("é") == latexText("e\u{301}"))
    #expect(latexText("é") == #"\'{e}"#)
    #expect(latexText("中") == #"{\footnotesize\textless U+4E2D\textgreater}"#)
    #expect(latexSentence("ŷ_0 is v_c") == #"$\hat{y}_0$ is $v_c$"#)
    #expect(latexText("ŷ_o") == #"$\hat{y}$\_o"#)
  }
}
