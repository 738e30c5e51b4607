extension Command {
  static let attributionCommands: [Command] = [
    Command(
      name: "why", usage: "why A B  |  why EXPR  [from N] [to N]", group: .looking,
      summary: "list the windows that changed v_A·u_B (or EXPR) most",
      details: """
        Replays the history, or the given windows of it, and attributes the change of the value to \
        windows: the largest contributions are listed with their sentences, and all contributions \
        add up to the whole change. EXPR is made of v[WORD] and u[WORD]; vectors are ranked by the \
        norm of the change. The session does not move.
        """,
      examples: ["why apple pie", "why norm(v[apple])", "why u[pie] from 0 to 50"],
      arguments: [.expression, .word, .choice(["from", "to"])],
      run: { try $0.session.answer(AttributionQuery($0)) })
  ]
}
