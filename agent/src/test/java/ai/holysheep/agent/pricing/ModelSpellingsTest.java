package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSpellingsTest {
  private final PriceTable prices = PriceTable.builtIn();

  @ParameterizedTest
  @CsvSource({
    // dates
    "gpt-4.1, gpt-4.1-2025-04-14",
    "claude-sonnet-4-5, claude-sonnet-4-5-20250929",
    "claude-sonnet-4-5, claude-sonnet-4-5@20250929",
    "gpt-4, gpt-4-0613",
    "gpt-4-32k, gpt-4-32k-0613",
    "gpt-3.5-turbo, gpt-3.5-turbo-0125",
    "gpt-3.5-turbo-instruct, gpt-3.5-turbo-instruct-0914",
    "gpt-4-vision-preview, gpt-4-1106-vision-preview",
    "grok-4, grok-4-0709",
    "grok-2-vision, grok-2-vision-1212",
    "deepseek-r1, deepseek-r1-0528",
    "kimi-k2, kimi-k2-0711-preview",
    "kimi-k2-preview, kimi-k2-0905-preview",
    "mistral-large-latest, mistral-large-2411",
    "codestral, codestral-2501",
    "qwen3-30b-a3b-thinking, qwen3-30b-a3b-thinking-2507",
    "doubao-pro-32k, doubao-pro-32k-240615",
    "gemini-2.5-flash-preview, gemini-2.5-flash-preview-05-20",
    "gemini-2.5-flash-preview, gemini-2.5-flash-preview-09-2025",
    "command-r-plus, command-r-plus-08-2024",
    "gpt-4o-realtime-preview, gpt-4o-realtime-preview-2024-12-17",
    // dated previews
    "gemini-2.5-flash, gemini-2.5-flash-preview-05-20",
    "gemini-2.5-flash, gemini-2.5-flash-preview-09-2025",
    "gemini-2.5-flash-lite, models/gemini-2.5-flash-lite-preview-06-17",
    "gemini-2.5-flash-001, google/gemini-2.5-flash-preview-09-2025",
    "gemini-9-flash-preview, gemini-9-flash-preview-01-2030",
    "gemini-9-flash-preview-12-2029, gemini-9-flash-preview-01-2030",
    "gemini-2.5-flash-native-audio-latest, gemini-2.5-flash-native-audio-preview-12-2025",
    // a latest version without its number
    "gemini-flash-latest, gemini-2.5-flash",
    "gemini-flash-latest, gemini-2.5-flash-preview-09-2025",
    "gemini-flash-latest, gemini-3-flash-preview",
    "gemini-flash-lite-latest, gemini-2.5-flash-lite-preview-09-2025",
    "gemini-pro-latest, models/gemini-3.1-pro-preview",
    "mistral-large-latest, mistral-large-3",
    // latest and documented aliases
    "gpt-4.1-latest, gpt-4.1",
    "claude-3-7-sonnet-latest, claude-3-7-sonnet-20250219",
    "claude-sonnet-4-0, claude-sonnet-4-20250514",
    "claude-opus-4-0, claude-opus-4-20250514",
    "gpt-35-turbo, gpt-3.5-turbo-0125",
    "gpt-35-turbo-16k, gpt-3.5-turbo-16k-0613",
    "gpt-4-turbo-preview, gpt-4-0125-preview",
    "grok-3-beta, grok-3",
    "text-embedding-ada-002, text-embedding-ada-002-v2",
    "gpt-5.6, gpt-5.6-sol",
    "gpt-5.6, gpt-5.6-sol-2026-07-09",
    "gemini-2.5-pro-preview-03-25, models/gemini-2.5-pro",
    "deepseek-reasoner, deepseek-v4-flash",
    "deepseek-chat, deepseek-v4-flash",
    "text-moderation-stable, text-moderation-007",
    "text-moderation-latest, text-moderation-stable",
    "qwen/qwen3-coder, qwen/qwen3-coder-480b-a35b-07-25",
    "qwen/qwen3-coder:free, Qwen/Qwen3-Coder-480B-A35B-Instruct",
    "compound-beta, groq/compound",
    "llama3.3-70b, llama-3.3-70b",
    // revisions
    "gemini-2.0-flash, gemini-2.0-flash-001",
    "gemini-1.5-flash-latest, gemini-1.5-flash-002",
    "text-bison, text-bison@001",
    // Vertex AI
    "mistral-large@2407, mistral-large-2407",
    "codestral@2405, codestral-2405",
    "codestral@latest, codestral@2405",
    "mistral-large-2411@001, mistral-large-2411",
    "publishers/mistralai/models/mistral-large-2411@001, mistral-large",
    "meta/llama-3.3-70b-instruct-maas, llama-3.3-70b-instruct",
    // paths
    "gemini-2.5-flash, models/gemini-2.5-flash",
    "openai/gpt-4.1, gpt-4.1",
    "google/gemini-2.0-flash-001, models/gemini-2.0-flash",
    "accounts/fireworks/models/deepseek-v3, deepseek-v3",
    "publishers/anthropic/models/claude-opus-4@20250514, claude-opus-4",
    "publishers/anthropic/models/claude-3-5-sonnet-v2@20241022, claude-3-5-sonnet",
    "openai:gpt-4.1, gpt-4.1",
    // variants
    "deepseek/deepseek-r1:free, deepseek/deepseek-r1",
    "deepseek/deepseek-r1-0528:free, deepseek/deepseek-r1",
    "openai/gpt-4o:online, gpt-4o-2024-08-06",
    "anthropic/claude-3.7-sonnet:thinking, claude-3-7-sonnet-20250219",
    "meta-llama/llama-3.1-8b-instruct:nitro, meta-llama/Llama-3.1-8B-Instruct",
    "gemma3:latest, gemma3",
    // OpenRouter's own order of the words
    "anthropic/claude-sonnet-4.5, anthropic/claude-4.5-sonnet-20250929",
    "anthropic/claude-sonnet-4, anthropic/claude-4-sonnet-20250522",
    "anthropic/claude-haiku-4.5, anthropic/claude-4.5-haiku-20251001",
    "amazon/nova-pro-v1, amazon.nova-pro-v1:0",
    // Bedrock
    "us.anthropic.claude-sonnet-4-20250514-v1:0, claude-sonnet-4",
    "us.anthropic.claude-sonnet-4-20250514-v1:0, anthropic.claude-sonnet-4-20250514-v1:0",
    "eu.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5-20250929",
    "global.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
    "apac.amazon.nova-lite-v1:0, amazon.nova-lite-v1:0",
    "us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0, claude-3-5-sonnet-20240620",
    "anthropic.claude-3-5-sonnet-20241022-v2:0, claude-3-5-sonnet-latest",
    "anthropic.claude-3-haiku-20240307-v1:0:48k, claude-3-haiku",
    "anthropic.claude-3-sonnet-20240229-v1:0:200k, claude-3-sonnet",
    "us.meta.llama3-3-70b-instruct-v1:0, meta.llama3-3-70b-instruct-v1:0",
    "mistral.mistral-large-2402-v1:0, mistral-large",
    "us.deepseek.r1-v1:0, deepseek-r1",
    "openai.gpt-oss-120b-1:0, gpt-oss-120b",
    "us.openai.gpt-oss-120b-1:0, openai/gpt-oss-120b",
    "qwen.qwen3-coder-480b-a35b-v1:0, qwen/qwen3-coder",
    "deepseek.v3-v1:0, deepseek-v3.1",
    "anthropic.claude-v2:1, claude-2.1",
    "anthropic.claude-v2:1:200k, claude-2.1",
    "anthropic.claude-v2, claude-2.0",
    "anthropic.claude-instant-v1:2:100k, claude-instant-1.2",
    "us.anthropic.claude-opus-4-6-v1, claude-opus-4-6",
    "amazon.titan-embed-text-v1:2, amazon.titan-embed-text-v1",
    "amazon.titan-embed-text-v2:0:8k, amazon.titan-embed-text-v2:0",
    "amazon.titan-text-express-v1:0:8k, amazon.titan-text-express-v1",
    "mistral.mistral-7b-instruct-v0:2, mistralai/Mistral-7B-Instruct-v0.2",
    "cohere.embed-english-v3, embed-english-v3.0",
    "mistral.pixtral-large-2502-v1:0, pixtral-large",
    "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4-20250514-v1:0,"
        + " claude-opus-4-0",
    "bedrock/us-east-1/anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
    // case, and dots
    "GPT-4-1, gpt-4.1",
    "' gpt-4.1 ', gpt-4.1",
  })
  void areOneModel(String one, String other) {
    assertThat(prices.isSubstitution(one, other)).isFalse();
    assertThat(prices.isSubstitution(other, one)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4.1, gpt-4.1-mini",
    "gpt-4.1, gpt-4",
    "gpt-4, gpt-4-32k",
    "gpt-4, gpt-4-turbo",
    "gpt-4o, chatgpt-4o-latest",
    "gpt-5, gpt-5-chat-latest",
    "o1, o1-preview",
    "gpt-4, gpt-4-1106-preview",
    "gpt-4o-audio-preview, gpt-4o",
    "claude-sonnet-4, claude-sonnet-4-5",
    "claude-sonnet-4-0, claude-sonnet-4-5-20250929",
    "claude-opus-4, claude-sonnet-4",
    "text-embedding-004, text-embedding-005",
    "text-embedding-3-small, text-embedding-3-large",
    "gemini-2.5-flash, gemini-2.5-flash-lite",
    "gemini-2.5-flash, gemini-2.5-flash-lite-preview-06-17",
    "gemini-3-pro, gemini-3-pro-preview",
    "gemini-flash-latest, gemini-2.5-flash-lite",
    "gemini-flash-latest, gemini-2.5-pro",
    "gemini-3-flash-latest, gemini-2.5-flash",
    "gemini-flash, gemini-2.5-flash",
    "mistral-large-latest, mistral-medium-3",
    "gemma:latest, gemma-3",
    "gpt-4o, gpt-4o-audio-preview-2024-12-17",
    "o1, o1-preview-2024-09-12",
    "gemini-1.5-pro-001, gemini-1.5-pro-002",
    "llama3-8b, llama3-8b-8192",
    "llama3-8b-8192, llama3-70b-8192",
    "llama3.1:8b, llama3.1:70b",
    "mistral:7b, qwen:7b",
    "qwen3:4b, qwen3:4b-instruct-q4_0",
    "deepseek-v3, deepseek-r1",
    "deepseek-chat, deepseek-reasoner",
    "deepseek.v3-v1:0, deepseek.v3.2",
    // versions that are the model's own
    "anthropic.claude-v2:1, anthropic.claude-v2",
    "anthropic.claude-v2:1, anthropic.claude-v1:3",
    "claude-2.1, claude-2.0",
    "claude-2.1, claude-instant-1.2",
    "mistral.mistral-7b-instruct-v0:2, mistral.mistral-7b-instruct-v0:3",
    "amazon.titan-embed-text-v1, amazon.titan-embed-text-v2:0",
    "amazon.titan-embed-text-v1:2, amazon.titan-embed-text-v2:0",
    "amazon.titan-image-generator-v1, amazon.titan-image-generator-v2:0",
    "amazon.nova-reel-v1:0, amazon.nova-reel-v1:1",
    "luma.ray-v1:0, luma.ray-v2:0",
    "cohere.embed-english-v3, cohere.embed-v4:0",
    "openai.gpt-oss-120b-1:0, openai.gpt-oss-20b-1:0",
    "qwen/qwen3-coder, qwen/qwen3-coder-30b-a3b-instruct",
    "x:8k, x",
    "mistral-large@2413, mistral-large",
    "deepseek-r1, deepseek-r1-0528-qwen3-8b",
    "model-1301, model",
    "model-2301x, model",
    "model-0013, model",
    "model-2026-13-01, model",
    "model-20261301, model",
    "model-2032, model",
    "model-4096, model",
    "ft:gpt-4o-mini-2024-07-18:org::id, gpt-4o-mini",
    "ft:gpt-4o-mini-2024-07-18:org::id, ft:gpt-4o-mini-2024-07-18:org::other",
    "us.gpt-4.1, gpt-4.1",
    "x.anthropic.claude-opus-4, claude-opus-4",
  })
  void areTwoModels(String one, String other) {
    assertThat(prices.isSubstitution(one, other)).isTrue();
    assertThat(prices.isSubstitution(other, one)).isTrue();
  }

  @Test
  void ofFewWordsOrOfAnyHaveNoRuleToFail() {
    Random random = new Random(5);
    String alphabet = "aN0129-@:./ft:us.latest\uD83D";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(prices.isSubstitution(name.toString(), "gpt-4.1")).isTrue();
    }
  }

  /** A name that callers choose may be as long as they like. */
  @Test
  void ofLongNamesAreFew() {
    String name = "us.".repeat(1000) + "a/".repeat(1000) + "-latest:free".repeat(1000);

    assertThat(SpellingRules.load().spellings(name).closestFirst).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void allocateNothingWhenTheyAreKnown() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 10_000; i++) {
        prices.isSubstitution("gpt-4.1", "gpt-4.1");
        prices.isSubstitution("gpt-4.1", "gpt-4.1-2025-04-14");
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertThat(least).isLessThan(10_000);
  }
}
