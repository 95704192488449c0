using System.Threading;
using CnnGen.Generator.Model.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Tests;

/// <summary>The headers of a project's weights files as the build hands them over.</summary>
/// <param name="listing">The text.</param>
internal sealed class WeightsText(string listing) : AdditionalText
{
    public override string Path => "Project" + WeightsListing.Extension;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(listing);
}
