using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen;
using Spectre.Console;

namespace Transfer;

/// <summary>Tells what is on single images.</summary>
internal static class Classification
{
    private const int Shown = 3;

    /// <summary>Writes a line an image: the kinds that it is most likely of.</summary>
    public static void Show<T>(IAnsiConsole console, T network, Recipe recipe, SavedModel model, IReadOnlyList<string> images, CancellationToken cancellation)
        where T : class, INetwork<T>
    {
        ImageTransform prepare = recipe.Prepare(model.Statistics);
        ImageShape shape = new(3, recipe.ReadSide, recipe.ReadSide);
        float[] input = new float[T.InputLength];
        float[] scores = new float[T.OutputLength];
        foreach (string image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            prepare.Apply(ImageFile.Read(image, shape.Height, shape.Width), shape, input);
            network.Forward(input, scores);
            console.WriteLine($"{image}: {string.Join(", ", Likeliest(scores, model.Kinds))}");
        }
    }

    private static IEnumerable<string> Likeliest(float[] scores, IReadOnlyList<string> kinds)
    {
        double most = scores.Max();
        double[] odds = [.. scores.Take(kinds.Count).Select(score => Math.Exp(score - most))];
        double sum = odds.Sum();
        return kinds
            .Zip(odds, (kind, odd) => (Kind: kind, Share: odd / sum))
            .OrderByDescending(static guess => guess.Share)
            .Take(Shown)
            .Select(static guess => string.Create(CultureInfo.InvariantCulture, $"{guess.Kind} {guess.Share:P1}"));
    }
}
