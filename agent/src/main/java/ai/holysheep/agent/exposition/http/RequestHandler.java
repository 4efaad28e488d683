package ai.holysheep.agent.exposition.http;

/** Responds to requests. Runs on the thread of the request's connection. */
public interface RequestHandler {
  /**
   * What it throws ends the connection, and is counted.
   *
   * @param crowd makes room if slow clients hold what this request needs
   */
  Response handle(Request request, Crowd crowd) throws InterruptedException;
}
