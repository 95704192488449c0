using System;
using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Training;

[Network(Training = false)]
[Input(3), Softmax]
internal partial class Probabilities;

[Network(Training = false)]
[Input(4), Linear(3)]
internal partial class LinearClassifier;

/// <summary>From scores to probabilities to a loss.</summary>
internal sealed class SoftmaxChapter() : Chapter("softmax", "Softmax and cross-entropy")
{
    /// <summary>Scores of a cat's picture for cat, car and frog.</summary>
    public static float[] Scores => [3.2f, 5.1f, -1.7f];

    /// <summary>Four pixels.</summary>
    public static float[] Pixels => [-15, 22, -44, 56];

    /// <summary>The scores of the four pixels for three classes.</summary>
    public static float[] PixelScores => Networks.Outputs<LinearClassifier>(
        Pixels,
        [0.01f, -0.05f, 0.1f, 0.05f, 0.7f, 0.2f, 0.05f, 0.16f, 0, -0.45f, -0.2f, 0.03f],
        [0, 0.2f, -0.3f]);

    /// <summary>The probabilities that scores stand for.</summary>
    public static float[] ProbabilitiesOf(float[] scores) => Networks.Outputs<Probabilities>(scores);

    /// <summary>The loss where a class is the right one, and its gradient by each score.</summary>
    public static (double Loss, float[] Gradient) CrossEntropy(float[] scores, int label)
    {
        float[] gradient = new float[scores.Length];
        return (Loss.SoftmaxCrossEntropy.Compute(scores, [label], scores.Length, gradient), gradient);
    }

    protected override void Tell(Page page)
    {
        page.Text("Scores of a cat's picture for the classes cat, car and frog. Softmax makes probabilities of them: exponentials, divided by their sum.");
        (double loss, float[] gradient) = CrossEntropy(Scores, label: 0);
        float[] probabilities = ProbabilitiesOf(Scores);
        page.Table(
            ["class", "score", "e^score", "probability", "gradient"],
            [.. new[] { "cat", "car", "frog" }.Select((name, i) => new[]
            {
                name, $"{Scores[i]:0.0}", $"{Math.Exp(Scores[i]):0.00}", $"{probabilities[i]:0.00}", $"{gradient[i]:0.00}",
            })]);
        page.Formulas($"loss = -log {probabilities[0]:0.00} = {loss:0.00}");
        page.Text("The gradient is the probability, less 1 at the right class: it pushes the cat's score up, and the car's down by almost as much.");
        (double pixelLoss, _) = CrossEntropy(PixelScores, label: 2);
        page.Text("A linear classifier of four pixels, whose third class is the right one:");
        page.Networks(LinearClassifier.Info);
        page.Matrices(new Matrix("pixels", 4, Pixels), new Matrix("scores", 3, PixelScores), new Matrix("probabilities", 3, ProbabilitiesOf(PixelScores)));
        page.Formulas($"loss = {pixelLoss:0.00}");
        page.Text("A check of every new training: with ten classes and scores near zero, the first loss is");
        page.Formulas($"-log 1/10 = {CrossEntropy(new float[10], label: 3).Loss:0.00}");
    }
}
