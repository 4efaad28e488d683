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
    "compound-beta, groq/compound",
    "llama3.3-70b, llama-3.3-70b",
    // revisions
    "gemini-2.0-flash, gemini-2.0-flash-001",
    "gemini-1.5-flash-latest, gemini-1.5-flash-002",
    "text-bison, text-bison@001",
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
    "gemini-2.5-flash, gemini-2.5-flash-preview-05-20",
    "gemini-1.5-pro-001, gemini-1.5-pro-002",
    "llama3-8b, llama3-8b-8192",
    "llama3-8b-8192, llama3-70b-8192",
    "llama3.1:8b, llama3.1:70b",
    "mistral:7b, qwen:7b",
    "qwen3:4b, qwen3:4b-instruct-q4_0",
    "deepseek-v3, deepseek-r1",
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
