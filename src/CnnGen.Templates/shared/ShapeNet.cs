using CnnGen;

/// <summary>Tells circles, squares and triangles apart.</summary>
[Input(1, 32, 32)]
[Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(16, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(32, 3, Pad = 1), ReLU, MaxPool(2)]
[Linear(3)]
public sealed partial class ShapeNet
{
    /// <summary>What the network's outputs are the scores of.</summary>
    public static readonly string[] Shapes = ["circle", "square", "triangle"];

    /// <summary>The shape in a picture of 32x32 values between 0 and 1.</summary>
    public Guess Classify(ReadOnlySpan<float> picture)
    {
        Span<float> scores = stackalloc float[OutputLength];
        Forward(picture, scores);
        int best = 0;
        for (int shape = 1; shape < scores.Length; shape++)
        {
            best = scores[shape] > scores[best] ? shape : best;
        }

        // Softmax, of which the highest alone is of interest.
        float sum = 0;
        foreach (float score in scores)
        {
            sum += MathF.Exp(score - scores[best]);
        }

        return new Guess(Shapes[best], 1 / sum);
    }
}

/// <summary>What a network takes a picture for, and how sure it is.</summary>
public readonly record struct Guess(string Shape, float Probability);
