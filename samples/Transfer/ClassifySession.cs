using System.IO;
using System.Threading;
using CnnGen;
using Samples;

namespace Transfer;

/// <summary>The program with a network that was saved: it classifies images, and trains nothing.</summary>
internal sealed class ClassifySession(Settings settings, CancellationToken cancellation) : ISession
{
    /// <inheritdoc/>
    public string State => "while classifying";

    /// <inheritdoc/>
    public void Run()
    {
        SavedModel model = SavedModel.Read(settings.Model!);
        if (model.Network == Recipe.ResNet18.Name)
        {
            Run<ResNet18>(Recipe.ResNet18, model);
        }
        else if (model.Network == Recipe.Small.Name)
        {
            Run<SmallResNet>(Recipe.Small, model);
        }
        else
        {
            throw new InvalidDataException($"'{settings.Model}' is of the network '{model.Network}'; expected {Recipe.ResNet18.Name} or {Recipe.Small.Name}");
        }
    }

    private void Run<T>(Recipe recipe, SavedModel model)
        where T : class, INetwork<T>
    {
        using T network = T.Create(settings.Seed);
        network.Threads = settings.Threads;
        model.LoadInto(network.Parameters, settings.Model!);
        Classification.Show(Screen.Open(), network, recipe, model, settings.Images, cancellation);
    }
}
