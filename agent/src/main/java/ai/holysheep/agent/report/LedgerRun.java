package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import ai.holysheep.agent.report.ledger.LedgerFiles;
import ai.holysheep.agent.report.ledger.LedgerReader;
import ai.holysheep.agent.report.ledger.Progress;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.LedgerTask;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One reading of the ledger, and what its reader has to know about it. */
final class LedgerRun<A extends CallAccumulator<A>> {
  private final LedgerFiles files;
  private final LedgerReader<A> reader;
  private final A sums;

  /** Reads the calls of the selection. */
  LedgerRun(List<Path> folders, Selection selection, LedgerTask<A> task, PrintStream stderr)
      throws IOException, InterruptedException, ExecutionException {
    reader = new LedgerReader<>(selection, task::newSums, new Progress(stderr));
    files = LedgerFiles.find(folders, selection.days());
    sums = reader.read(files, task.maxBytes());
  }

  A sums() {
    return sums;
  }

  /** Adds what was left out, and what could not be read. */
  void addNotes(Document.Builder document) {
    files.notes().forEach(document::addNote);
    if (reader.skippedLines() > 0) {
      document.addNote("skipped lines, torn or not written by the agent: " + reader.skippedLines());
    }
    files.unread().notes().forEach(document::addNote);
    document.addSummary("skipped_lines", Cell.count(reader.skippedLines()));
    document.addSummary("unread_files", Cell.count(unreadFiles()));
  }

  long unreadFiles() {
    return files.unread().count() + files.aboveLimit();
  }
}
