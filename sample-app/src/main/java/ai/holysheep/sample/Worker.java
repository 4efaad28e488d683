package ai.holysheep.sample;

import java.io.IOException;

/** A part of the support desk that answers questions with an AI model. */
interface Worker {
  Reply answer(ChatClient client, String question) throws IOException, InterruptedException;
}
