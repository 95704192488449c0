using CnnGen;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

const int MaxBytes = 4 << 20;
ImageFolderOptions reading = new() { Channels = 1, MaxPixels = 16 << 20 };

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
int forks = builder.Configuration.GetValue("Classifier:Forks", Environment.ProcessorCount);
string weights = Path.Combine(AppContext.BaseDirectory, builder.Configuration["Classifier:Weights"] ?? "shapes.safetensors");
builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = MaxBytes);
builder.Services.AddSingleton(_ => new Classifier(weights, forks));
builder.Services.AddHealthChecks().AddCheck<ClassifierHealth>("classifier");
// As many images at a time as there are forks, some in a queue, and 503 for who comes then.
builder.Services.AddRateLimiter(options => options.AddConcurrencyLimiter("classify", limits => (limits.PermitLimit, limits.QueueLimit) = (forks, 16 * forks)));

WebApplication app = builder.Build();
app.Services.GetRequiredService<Classifier>();   // weights that cannot be read end the service here, not at the first request
app.UseRateLimiter();
app.MapHealthChecks("/health");
app.MapPost("/classify", async (Stream body, [FromServices] Classifier classifier, CancellationToken cancelled) =>
{
    using MemoryStream image = new();
    await body.CopyToAsync(image, cancelled);
    try
    {
        float[] picture = ImageFile.Decode(image.ToArray(), Classifier.Height, Classifier.Width, reading);
        return Results.Ok(await classifier.ClassifyAsync(picture, cancelled));
    }
    catch (InvalidDataException exception)
    {
        return Results.Problem(exception.Message, statusCode: StatusCodes.Status415UnsupportedMediaType);
    }
}).RequireRateLimiting("classify");
app.Run();
