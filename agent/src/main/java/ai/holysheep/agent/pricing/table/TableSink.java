package ai.holysheep.agent.pricing.table;

import java.io.IOException;

/** Gets the entries of a table one by one. */
interface TableSink {
  /** Throws if the table has too many entries. */
  void add(TableEntry entry) throws IOException;
}
