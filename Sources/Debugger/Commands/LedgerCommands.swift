extension Command {
  static let ledgerCommands: [Command] = [
    Command(
      name: "why", usage: "why A B  |  why EXPR  [from N] [to N]", group: .looking,
      summary: "which windows moved v_A·u_B, or a value of parameters, most",
      details: """
        The record is replayed, or the windows from N to N of it, and every change of the value is \
        taken down: the largest are listed with their sentences, and all of them add up to the \
        whole change. EXPR is made of v[WORD] and u[WORD]; of a vector, the norm of its changes \
        counts. The session stays where it is.
        """,
      examples: ["why apple pie", "why norm(v[apple])", "why u[pie] from 0 to 50"],
      arguments: [.expression, .word, .choice(["from", "to"])],
      run: { try $0.session.answer(LedgerQuestion($0)) })
  ]
}
