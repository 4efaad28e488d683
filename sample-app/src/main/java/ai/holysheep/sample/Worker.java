package ai.holysheep.sample;

/** A part of the support desk that answers questions with an AI model. Thread-safe. */
interface Worker {
  /** Runs on a thread of the desk. */
  Reply answer(Ticket ticket);
}
